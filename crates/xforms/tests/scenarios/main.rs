//! The behaviour of forms, told as people filling them.

mod answering;
mod drafts;
mod forms_of_others;
mod hostile;
mod languages;
mod mistakes;
mod person;
mod records;
mod rules;
mod walking;
