//! Reads calls of functions: how many arguments, and what has to be known before anything is computed.

use super::ast::Expr;
use super::compiler::Refusal;
use super::functions::{Function, signature};
use super::parser::Parser;
use crate::error::ExpressionProblem;

impl Parser<'_, '_> {
    pub(super) fn called(&mut self, name: &str, mut arguments: Vec<Expr>) -> Result<Expr, Refusal> {
        let found = arguments.len();
        if name == "jr:choice-name" {
            let (Some(Expr::Text(path)), Some(value), 2) = (arguments.pop(), arguments.pop(), found) else {
                return Err(
                    ExpressionProblem::LiteralNeeded("the second argument of jr:choice-name()").into()
                );
            };
            return match self.compiler.compile(&path)? {
                Expr::Path(path) => Ok(Expr::ChoiceName(Box::new(value), path)),
                _ => Err(ExpressionProblem::LiteralNeeded("the path in jr:choice-name()").into()),
            };
        }
        match name {
            "indexed-repeat" => return self.indexed_repeat(arguments),
            "pulldata" => return self.pull_data(arguments),
            _ => {}
        }
        let Some(signature) = signature(name) else {
            return Err(ExpressionProblem::UnknownFunction(name.to_owned()).into());
        };
        if !(signature.least..=signature.most).contains(&found) {
            let (function, expected) = (signature.name, signature.expected());
            return Err(ExpressionProblem::ArgumentCount { function, expected, found }.into());
        }
        if signature.function == Function::WeightedChecklist && found % 2 == 1 {
            let (function, expected) = (signature.name, "2, 4, 6, …".to_owned());
            return Err(ExpressionProblem::ArgumentCount { function, expected, found }.into());
        }
        if signature.function == Function::Regex
            && let Some(Expr::Text(pattern)) = arguments.get(1)
        {
            let pattern = self.compiler.pattern(pattern)?;
            return Ok(Expr::Matches(Box::new(arguments.swap_remove(0)), pattern));
        }
        Ok(Expr::Call(signature.function, arguments))
    }

    /// `indexed-repeat(node, repeat, position, …)` for up to three repeats inside one another.
    fn indexed_repeat(&self, arguments: Vec<Expr>) -> Result<Expr, Refusal> {
        let found = arguments.len();
        if !matches!(found, 3 | 5 | 7) {
            let (function, expected) = ("indexed-repeat", "3, 5, 7".to_owned());
            return Err(ExpressionProblem::ArgumentCount { function, expected, found }.into());
        }
        let no_path =
            || Refusal::from(ExpressionProblem::Unsupported("indexed-repeat() over something but paths"));
        let mut arguments = arguments.into_iter();
        let Some(Expr::Path(target)) = arguments.next() else { return Err(no_path()) };
        let mut repeats = Vec::new();
        while let (Some(repeat), Some(position)) = (arguments.next(), arguments.next()) {
            let Expr::Path(repeat) = repeat else { return Err(no_path()) };
            repeats.push((repeat, position));
        }
        Ok(Expr::IndexedRepeat(target, repeats))
    }

    /// `pulldata('instance', column, key column, key)`; an instance the form does not declare is the CSV file of
    /// that name.
    fn pull_data(&mut self, arguments: Vec<Expr>) -> Result<Expr, Refusal> {
        let found = arguments.len();
        let arguments: Box<[Expr; 4]> = arguments.into_boxed_slice().try_into().map_err(|_| {
            let (function, expected) = ("pulldata", "4".to_owned());
            Refusal::from(ExpressionProblem::ArgumentCount { function, expected, found })
        })?;
        let [Expr::Text(id), column, key, value] = *arguments else {
            return Err(ExpressionProblem::LiteralNeeded("the first argument of pulldata()").into());
        };
        let index = self.compiler.instance_or_file(&id)?;
        Ok(Expr::PullData(index, Box::new([column, key, value])))
    }
}
