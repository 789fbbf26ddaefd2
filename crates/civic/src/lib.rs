//! The rules of Dannaya: places, packs, cases, clocks in working days, publication. Pure.
