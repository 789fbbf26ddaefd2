//! The desk through the door: what handlers, auditors, administrators and hostile pages get.

mod access;
mod door;
mod forgery;
mod forms;
mod queue;
mod signing_in;
mod working;
