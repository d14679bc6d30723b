// Runs in the page: a button that is pressed shows it.
document.body.addEventListener('click', ({ target }) => {
  target.style.background = target.style.background ? '' : 'gold';
});
document.body.dataset.open = 'yes';
