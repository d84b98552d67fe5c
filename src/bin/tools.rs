//! The second program whose pages go on elsewhere and around the fault: links, support desk, report, registers, plans, training.

pos_doctor::second_program!(pos_doctor::tools::around);
