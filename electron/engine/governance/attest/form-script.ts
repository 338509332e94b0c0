/**
 * All that runs in the form: it counts what is answered, checks it, and saves it as a file. It asks nobody, sends nothing and puts no
 * text into the page as markup. Written for any browser of the last years.
 */
export const formScript = `
'use strict';
(function () {
  var form = document.getElementById('form');
  var cards = Array.prototype.slice.call(document.querySelectorAll('[data-agent]'));
  function part(card, name) { return card.querySelector('[data-part="' + name + '"]'); }
  function chosen(card) { var one = card.querySelector('input[type=radio]:checked'); return one ? one.value : null; }
  function text(field) { return field.value.trim(); }
  function look(card) {
    var needed = chosen(card);
    part(card, 'more').hidden = needed !== 'yes';
    var lacks = needed === null ? 'choice' : needed === 'yes' && text(part(card, 'purpose')) === '' ? 'purpose' : null;
    card.setAttribute('data-done', String(lacks === null));
    return lacks;
  }
  function told() {
    var done = cards.filter(function (card) { return look(card) === null; }).length;
    document.getElementById('progress').textContent = done + ' of ' + cards.length + ' answered';
    return done === cards.length;
  }
  function wrong(id, words, field) {
    document.getElementById(id).textContent = words;
    if (field) field.setAttribute('aria-invalid', String(words !== ''));
  }
  function check() {
    var first = null;
    cards.forEach(function (card) {
      var lacks = look(card);
      var id = card.getAttribute('data-agent');
      wrong('wrong-choice-' + id, lacks === 'choice' ? 'Please choose one.' : '', null);
      wrong('wrong-purpose-' + id, lacks === 'purpose' ? 'Please say what it is for.' : '', part(card, 'purpose'));
      if (lacks !== null && first === null) first = lacks === 'choice' ? card.querySelector('input[type=radio]') : part(card, 'purpose');
    });
    var by = document.getElementById('by');
    wrong('wrong-by', text(by) === '' ? 'Please give your name.' : '', by);
    if (text(by) === '' && first === null) first = by;
    if (first !== null) first.focus();
    return first === null;
  }
  function answer() {
    return JSON.stringify({
      format: 'rollcall-attestation-answer/1',
      request: JSON.parse(document.getElementById('request').textContent),
      by: text(document.getElementById('by')),
      answeredAt: new Date().toISOString(),
      answers: cards.map(function (card) {
        var needed = chosen(card);
        function said(name) { return needed === 'yes' ? text(part(card, name)) : ''; }
        return { agentId: part(card, 'id').value, needed: needed, purpose: said('purpose'), data: said('data'), deputy: said('deputy') };
      }),
    }, null, 2) + '\\n';
  }
  form.addEventListener('input', told);
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    if (!check()) return;
    var said = answer();
    var link = document.createElement('a');
    var url = URL.createObjectURL(new Blob([said], { type: 'application/json' }));
    link.href = url;
    link.download = form.getAttribute('data-file');
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(url); }, 60000);
    document.getElementById('answer').value = said;
    var saved = document.getElementById('saved');
    saved.hidden = false;
    saved.focus();
  });
  told();
})();
`
