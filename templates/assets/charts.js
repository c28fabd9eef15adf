// Draws every canvas that carries a chart; the table beside it says the same.
'use strict';
