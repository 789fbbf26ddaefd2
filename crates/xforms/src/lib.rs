//! ODK XForms engine: parse a form, walk it page by page, check answers, write the submission
