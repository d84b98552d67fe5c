//! The second program whose pages test a connected card reader.

pos_doctor::second_program!(pos_doctor::tools::device::page);
