//! `randomize()`: the specification names the inside-out shuffle of Fisher and Yates and, with a seed, the
//! generator of Park and Miller, so that the same seed gives the same order on every device.

use super::eval::Value;
use super::library::Call;
use crate::error::EvaluationError;

const MODULUS: f64 = 2_147_483_647.0;
const MULTIPLIER: f64 = 16_807.0;

impl Call<'_, '_> {
    pub(super) fn randomize(&self) -> Result<Value, EvaluationError> {
        let Value::Nodes(nodes) = self.value(0)? else { return Ok(Value::Nodes(Vec::new())) };
        self.evaluator.spend(nodes.len())?;
        let mut state = match self.arguments.len() {
            1 => 1.0 + (self.chance() * (MODULUS - 2.0)).floor(),
            _ => self.seed()?,
        };
        let mut shuffled = Vec::with_capacity(nodes.len());
        for (index, node) in nodes.into_iter().enumerate() {
            state = state * MULTIPLIER % MODULUS;
            let chosen = ((state - 1.0) / (MODULUS - 1.0) * (index + 1) as f64) as usize;
            shuffled.push(node);
            shuffled.swap(chosen.min(index), index);
        }
        Ok(Value::Nodes(shuffled))
    }

    /// The seed as the generator starts from it. A text that is no number counts by the first eight bytes of its
    /// SHA-256, where the surroundings can make one.
    fn seed(&self) -> Result<f64, EvaluationError> {
        let value = self.value(1)?;
        let number = self.evaluator.as_number(&value)?;
        let seed = if number.is_nan() {
            let text = self.evaluator.as_text(&value)?;
            if text.is_empty() { 0.0 } else { self.hashed(&text) }
        } else if number.is_infinite() {
            0.0
        } else {
            number.trunc()
        };
        let seed = seed % MODULUS;
        Ok(if seed <= 0.0 { seed + MODULUS - 1.0 } else { seed })
    }

    fn hashed(&self, text: &str) -> f64 {
        let digest = self.evaluator.world.digest("SHA-256", text.as_bytes()).unwrap_or_else(|| text.into());
        let first = digest.iter().take(8).fold(0_i64, |made, byte| made << 8 | i64::from(*byte));
        // The remainder is taken as a whole number, for a double would lose the lowest bits.
        (first % MODULUS as i64) as f64
    }
}
