// Puts a button beside each question for a spot, a line or an area: it asks the phone where it is and writes the answer into
// the box, where it can be read and changed before anything is sent. Without this file the box is filled in by hand.
"use strict";
document.querySelectorAll("[data-position]").forEach(function (part) {
  var box = part.querySelector("input, textarea");
  if (!box || !navigator.geolocation) return;
  var button = document.createElement("button");
  button.type = "button";
  button.className = "btn quiet";
  button.textContent = part.dataset.position;
  var said = document.createElement("p");
  said.setAttribute("role", "status");
  part.append(button, said);
  button.addEventListener("click", function () {
    button.disabled = true;
    said.textContent = part.dataset.wait;
    navigator.geolocation.getCurrentPosition(
      function (found) {
        var at = found.coords;
        var spot = [at.latitude.toFixed(6), at.longitude.toFixed(6), (at.altitude || 0).toFixed(1), Math.ceil(at.accuracy)].join(" ");
        box.value = box.tagName === "TEXTAREA" && box.value.trim() ? box.value.trimEnd() + "\n" + spot : spot;
        said.textContent = "";
        button.disabled = false;
      },
      function () {
        said.textContent = part.dataset.fault;
        button.disabled = false;
      },
      { enableHighAccuracy: true, timeout: 60000, maximumAge: 0 }
    );
  });
});
