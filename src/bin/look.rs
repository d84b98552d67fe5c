//! The second program whose pages look up and understand: the box for one's own words, codes and screen texts, topics.

pos_doctor::second_program!(pos_doctor::tools::reference::page);
