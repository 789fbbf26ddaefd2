//! XPath 1.0 as ODK XForms uses it: child, parent and self axes, predicates, and the functions of
//! <https://getodk.github.io/xforms-spec/#xpath-functions> and JavaRosa.
//!
//! An expression is parsed once with the form and evaluated many times. Nesting is capped when parsing, which
//! also bounds the recursion of everything that walks an expression.

mod ast;
mod calls;
mod compare;
mod compiler;
mod dates;
mod eval;
mod functions;
mod geography;
mod lexer;
mod library;
mod numbers;
mod parser;
mod paths;
mod repeats;
mod sets;
mod shuffle;
#[cfg(test)]
mod tests;
mod texts;

pub(crate) use ast::{Axis, Expr, NameTest, Operator, Path, Start, Step, itext_argument, itext_literal};
pub(crate) use compiler::{Compiler, InstanceHead, Refusal};
pub(crate) use eval::{Evaluator, NodeRef, Place, World};
pub(crate) use functions::{Function, name_of};
pub(crate) use library::{StoredAs, stored};
pub(crate) use paths::Filter;
pub(crate) use texts::uuid;
