// Runs in the page: brings the form to life.
import { Form } from 'enketo-core';
import 'enketo-core/src/sass/formhub/formhub.scss';
import { model } from 'heard:data';

const form = new Form(document.querySelector('form.or'), { modelStr: model }, {});
const errors = form.init();
if (errors.length > 0) throw new Error(errors.join('\n'));
document.body.dataset.open = 'yes';
