//! How much of a form is accepted. A form is written by a stranger: every bound below turns a way to exhaust
//! memory, stack or time into a typed refusal.

/// Bytes of XML. The longest public form we know of is 0.2 MB; 10 MB leaves room for choice lists written inside.
pub(crate) const FORM_BYTES: usize = 10 * 1024 * 1024;
/// Elements and pieces of text in one form; about 24 MB of memory at the limit.
pub(crate) const XML_NODES: usize = 400_000;
/// Elements inside one another.
pub(crate) const XML_DEPTH: usize = 200;
/// Attributes of one element.
pub(crate) const XML_ATTRIBUTES: usize = 64;
/// Bytes of one XPath expression.
pub(crate) const EXPRESSION_BYTES: usize = 32 * 1024;
/// Parentheses, predicates and function calls inside one another. Also bounds the recursion of the evaluator.
pub(crate) const EXPRESSION_DEPTH: usize = 64;
/// Nodes, function calls and characters visited by one act of the person filling the form: a fraction of a second.
pub(crate) const EVALUATION_STEPS: u64 = 5_000_000;
/// Bytes of one value made by an expression.
pub(crate) const VALUE_BYTES: usize = 256 * 1024;
/// Texts that show other texts (`jr:itext`, `jr:choice-name` in an `output`) inside one another. Multiplies the
/// recursion an expression may take.
pub(crate) const TEXT_DEPTH: usize = 4;
/// Characters of a text answer unless the caller sets another bound.
pub(crate) const TEXT_ANSWER_CHARS: usize = 20_000;
/// Bytes of an attached file's name: what common file systems hold.
pub(crate) const FILE_NAME_BYTES: usize = 255;
/// Repeats inside one another. The specification's own functions go three deep.
pub(crate) const REPEAT_DEPTH: usize = 6;
/// Instances of one repeat inside the same instance of the repeats around it.
pub(crate) const INSTANCES: usize = 2_000;
/// Nodes of a form being filled, those of all instances of repeats counted.
pub(crate) const NODES: usize = 500_000;
/// Bytes of a file of rows.
pub(crate) const ROW_BYTES: usize = 64 * 1024 * 1024;
/// Cells of a file of rows: 100,000 rows of 20 columns; about 48 MB at the limit.
pub(crate) const ROW_NODES: usize = 2_000_000;
/// Columns of a file of rows.
pub(crate) const COLUMNS: usize = 1_000;
/// Points of a line or an area.
pub(crate) const POINTS: usize = 10_000;
/// Files that one record may name. ODK Collect sends a hundred at once.
pub(crate) const RECORD_FILES: usize = 1_000;
/// Bytes of the id of a form, of its version, or of a record that was sent.
pub(crate) const RECORD_NAME_BYTES: usize = 255;
/// Bytes of an attribute of a record. What people answer stands between tags.
pub(crate) const RECORD_ATTRIBUTE_BYTES: usize = 64 * 1024;
/// Bytes of the names of an element of a record and of those around it, one after another. Public forms have up to a hundred.
pub(crate) const RECORD_PATH_BYTES: usize = 2 * 1024;
