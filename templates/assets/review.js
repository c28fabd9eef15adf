// The reviewer's keys are told on the page itself (?).
'use strict';
