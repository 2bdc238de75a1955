// Pages work without this file; it makes them quicker and kinder.
import "htmx.org/dist/htmx.esm.min.js";
import "./js/submit.js";
import "./js/keep.js";
import "./js/shell.js";
import "./js/extras.js";
import "./js/device.js";
