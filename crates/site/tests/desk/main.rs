//! The desk through the door: what handlers, auditors, administrators and hostile pages get.

mod access;
mod door;
mod entry;
mod forgery;
mod forms;
mod paper;
mod queue;
mod signing_in;
mod supervision;
mod working;
