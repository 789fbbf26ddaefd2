//! Working days and public holidays: the clocks of a case.
