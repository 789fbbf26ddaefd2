//! The desk through the door: what handlers, auditors, administrators and hostile pages get.

mod access;
mod clashes;
mod correcting;
mod door;
mod entry;
mod forgery;
mod forms;
mod paper;
mod queue;
mod readings;
mod services;
mod signing_in;
mod supervision;
mod trials;
mod workbooks;
mod working;
