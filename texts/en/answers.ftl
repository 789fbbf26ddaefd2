### What is wrong with an answer, and how to mend it.

answer-required = Answer this question.
answer-not-integer = Write a whole number, in digits.
answer-not-number = Write a number, in digits.
answer-not-date = This date does not exist.
answer-not-time = This time does not exist.
answer-not-line = Write at least two points for a line, three for an area: latitude, then longitude.
answer-not-ranking = Give every answer a place.
answer-out-of-range = This number is not among those that can be chosen.
answer-too-many = This is more than this form can take at once.
answer-not-geopoint = Write the latitude, then the longitude, for example 12.65 -8.00.
answer-not-choice = Choose an answer from the list.
answer-too-long = The text is too long.
answer-constraint = This answer does not fit.
answer-unknown-field = The form does not ask this question.
answer-refused = This answer does not fit.
answer-file-gone = The file is no longer kept. Choose it again, or remove it.
answer-file-no-room = There is no room for this file at the moment. Take it away: you can send it later with your receipt.
