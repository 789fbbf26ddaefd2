//! What the columns of a row say, grouped by header: `label::fr` and `label::en` are one `label` with two languages.

/// A text, or texts under names: languages, attributes.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// One text.
    Text(String),
    /// Texts under names, in the order of the sheet.
    Map(Map),
}

impl Value {
    /// The text, when there is only one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            Value::Map(_) => None,
        }
    }

    /// The texts under names.
    pub fn map(&self) -> Option<&Map> {
        match self {
            Value::Map(map) => Some(map),
            Value::Text(_) => None,
        }
    }

    /// Bytes of its texts and names.
    pub fn weight(&self) -> usize {
        match self {
            Value::Text(text) => text.len(),
            Value::Map(map) => map.weight(),
        }
    }

    fn is_empty(&self) -> bool {
        match self {
            Value::Text(text) => text.is_empty(),
            Value::Map(map) => map.is_empty(),
        }
    }
}

/// Values under names, in the order they came.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Map(Vec<(String, Value)>);

impl Map {
    /// The value under a name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// Bytes of its texts and names.
    pub fn weight(&self) -> usize {
        self.0.iter().map(|(name, value)| name.len() + value.weight()).sum()
    }

    /// The text under a name.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.text()
    }

    /// The values under a name.
    pub fn map(&self, name: &str) -> Option<&Map> {
        self.get(name)?.map()
    }

    /// Puts a value under a name; what stood there is replaced where it stood.
    pub fn set(&mut self, name: &str, value: Value) {
        match self.0.iter_mut().find(|(key, _)| key == name) {
            Some((_, old)) => *old = value,
            None => self.0.push((name.to_owned(), value)),
        }
    }

    /// Puts a text under a name.
    pub fn set_text(&mut self, name: &str, text: impl Into<String>) {
        self.set(name, Value::Text(text.into()));
    }

    /// Takes a value out.
    pub fn take(&mut self, name: &str) -> Option<Value> {
        let at = self.0.iter().position(|(key, _)| key == name)?;
        Some(self.0.remove(at).1)
    }

    /// Takes the values under a name out; a lone text is none.
    pub fn take_map(&mut self, name: &str) -> Map {
        match self.take(name) {
            Some(Value::Map(map)) => map,
            _ => Map::default(),
        }
    }

    /// Takes a text out.
    pub fn take_text(&mut self, name: &str) -> Option<String> {
        match self.take(name)? {
            Value::Text(text) => Some(text),
            Value::Map(_) => None,
        }
    }

    /// Every name and value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Every value, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        self.0.iter_mut().map(|(_, value)| value)
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds the value of one column, whose header has been split into `path`. A text without a language becomes the
    /// text of `language` beside texts that have one, unless that language has its own.
    pub fn merge(&mut self, path: &[String], text: String, language: &str) {
        let Some((first, rest)) = path.split_first() else { return };
        if rest.is_empty() {
            self.set(first, Value::Text(text));
            return;
        }
        let mut nested = Value::Text(text);
        for name in rest.iter().rev() {
            nested = Value::Map(Map(vec![(name.clone(), nested)]));
        }
        self.join(first, nested, language);
    }

    /// Joins a value to what stands under a name.
    fn join(&mut self, name: &str, value: Value, language: &str) {
        match self.0.iter_mut().find(|(key, _)| key == name) {
            Some((_, old)) => {
                *old = joined(std::mem::replace(old, Value::Map(Map::default())), value, language)
            }
            None => self.0.push((name.to_owned(), value)),
        }
    }
}

impl FromIterator<(String, Value)> for Map {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(pairs: I) -> Self {
        Map(pairs.into_iter().collect())
    }
}

/// Both values in one; the later one wins where both have a text.
fn joined(old: Value, new: Value, language: &str) -> Value {
    if old.is_empty() {
        return new;
    }
    if new.is_empty() {
        return old;
    }
    let (mut left, right) = match (old, new) {
        (Value::Text(text), Value::Map(map)) => {
            if map.get(language).is_some() {
                return Value::Map(map);
            }
            (Map(vec![(language.to_owned(), Value::Text(text))]), map)
        }
        (Value::Map(map), Value::Text(text)) => {
            if map.get(language).is_some() {
                return Value::Map(map);
            }
            (map, Map(vec![(language.to_owned(), Value::Text(text))]))
        }
        (Value::Map(left), Value::Map(right)) => (left, right),
        (Value::Text(_), text @ Value::Text(_)) => return text,
    };
    for (name, value) in right.0 {
        left.join(&name, value, language);
    }
    Value::Map(left)
}
