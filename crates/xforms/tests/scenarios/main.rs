//! The behaviour of forms, told as people filling them.

#[cfg(test)]
mod answering;
#[cfg(test)]
mod corpus;
#[cfg(test)]
mod dialogues;
#[cfg(test)]
mod drafts;
#[cfg(test)]
mod entities;
#[cfg(test)]
mod events;
#[cfg(test)]
mod forms_of_others;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod incremental;
#[cfg(test)]
mod kinds;
#[cfg(test)]
mod languages;
#[cfg(test)]
mod mistakes;
#[cfg(test)]
mod order;
#[cfg(test)]
mod outlines;
#[cfg(test)]
mod person;
#[cfg(test)]
mod received;
#[cfg(test)]
mod records;
#[cfg(test)]
mod records_again;
#[cfg(test)]
mod repeats;
#[cfg(test)]
mod repeats_and_rules;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod walking;
