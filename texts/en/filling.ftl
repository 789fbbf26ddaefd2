### A record filled in the browser, without a network.

filling-review = Read your answers again
filling-finish = Finish the record
filling-unanswered = (no answer)
point-how = Latitude, then longitude, for example 12.65 -8.00.
point-failed = Your position was not found. Write it if you know it.
