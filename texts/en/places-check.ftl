# What "dannaya places import" says of a table: the fault, then how to mend it. File and line stand before it.

places-check-line = { $file }, line { $line }: { $fault }

places-fault-missing-column = the column "{ $column }" is missing. Name it in the first line and separate columns with commas.
places-fault-not-csv = this line has { $found } cells, the first one has { $expected }. Give it as many and close its quotes.
places-fault-not-utf8 = this line is not UTF-8. Save the table as "CSV UTF-8".
places-fault-empty = the cell "{ $column }" is empty. Fill it.
places-fault-bad-text = the cell "{ $column }" is longer than { $longest } characters or holds control characters. Shorten or clean it.
places-fault-unknown-level = the level "{ $level }" is not 0 (country), 1, 2, 3 or 4 (locality). Write one of these.
places-fault-bad-number = "{ $value }" in "{ $column }" is not { $range ->
    [latitude] a number from -90 to 90 with a decimal point
    [longitude] a number from -180 to 180 with a decimal point
   *[people] a whole number of people, without spaces
  }. Mend it or leave the cell empty.
places-fault-half-position = only one of "lat" and "lon" is given. Give both or neither.
places-fault-bad-date = "{ $value }" in "{ $column }" is not a day. Write it as 2021-12-20 or leave the cell empty.
places-fault-period-ends-before-it-begins = "valid_to" lies before "valid_from". Swap or mend them.
places-fault-duplicate-code = the code "{ $code }" stands on line { $first } already. Each place has a code of its own.
places-fault-orphan-parent = the parent "{ $parent }" is in no line of this table. Add it or mend "parent_pcode".
places-fault-no-parent = a place of level { $level } needs a parent. Fill "parent_pcode".
places-fault-parent-not-above = the parent "{ $parent }" (level { $parent_level }) does not lie above level { $level }. Mend "level" or "parent_pcode".
places-fault-parent-cycle = from parent to parent, "{ $code }" leads back to itself. Mend the parent that closes the circle.
places-fault-no-country = no line has level 0. Add one line for the country.
places-fault-second-country = the country is on line { $first } already. A table holds one country.
places-fault-country-with-parent = the country cannot have a parent. Leave "parent_pcode" empty.
places-fault-unknown-place = the place "{ $code }" is not in the table of places. Mend "pcode" or drop the line.
places-fault-too-many = "{ $column }" has more than 1,000 different values. It names a kind, a scheme or a period, not a place.
places-fault-too-many-places = there are more than 500,000 places. Leave out the deepest level.
