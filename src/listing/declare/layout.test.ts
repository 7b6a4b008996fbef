import { describe } from 'vitest';
import { refuses } from '../testing/checking.ts';

describe('structs, constants and objects', () => {
  refuses(
    'a field out of line',
    `struct foo size 8
    a at 4: u64`,
    `my.step:2:5: foo.a is not aligned
    hint: a field of 8 bytes lies at a multiple of 8`,
  );
  refuses(
    'a field beyond the end',
    `struct foo size 8
    a at 4: u32
    b at 8: u16`,
    `my.step:3:5: foo.b ends at byte 10, but struct foo has 8 bytes`,
  );
  refuses(
    'an array beyond the end',
    `struct foo size 16
    a at 0: *page[3]`,
    `my.step:2:5: foo.a ends at byte 24, but struct foo has 16 bytes`,
  );
  refuses(
    'a pointer to nothing',
    `struct foo size 8
    a at 0: *pge`,
    `my.step:2:13: there is no struct pge
    hint: did you mean page?`,
  );
  refuses(
    'a struct in itself',
    `struct foo size 8
    a at 0: foo`,
    `my.step:2:13: struct foo cannot contain itself
    hint: a pointer can: *foo`,
  );
  refuses(
    'two fields of one name',
    `struct foo size 8
    a at 0: u32
    a at 4: u32`,
    `my.step:3:5: struct foo has two fields a`,
  );
  refuses(
    'a bit beyond the word',
    `struct foo size 8
    a at 0: u32
    bits a: high 32`,
    `my.step:3:5: foo.a has no bit 32 to be called high
    hint: its bits are 0 to 31`,
  );
  refuses(
    'bits of nothing',
    `struct foo size 8
    a at 0: u32
    bits b: low 0`,
    `my.step:3:5: struct foo has no word b whose bits could be named`,
  );
  refuses(
    'a struct without a size',
    `struct pag
    x at 0: u64`,
    `my.step:1:1: struct pag has no size
    hint: did you mean page?`,
  );
  refuses(
    'a constant of itself',
    `const A = B
const B = A`,
    `my.step:2:11: A is computed from itself`,
  );
  refuses(
    'a constant twice',
    `const A = 1
const A = 2`,
    `my.step:2:1: A is written twice in this design
    hint: the other is at my.step:1`,
  );
  refuses(
    'a constant of nothing',
    `const A = EBUSE`,
    `my.step:1:11: there is no constant EBUSE
    hint: did you mean EBUSY?`,
  );
  refuses(
    'a function twice',
    `fn f(page)
    get_page(page)

fn f(page)
    put_page(page)`,
    `my.step:4:4: f is written twice in this design
    hint: the other is at my.step:1`,
  );
  refuses(
    'an object of no struct',
    `object x: pagee`,
    `my.step:1:8: there is no struct pagee
    hint: did you mean page?`,
  );
  refuses(
    'an object of two structs',
    `object node: page`,
    `my.step:1:8: node is a page here and a pglist_data at base.step:31`,
  );
});
