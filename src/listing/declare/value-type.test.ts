import { describe } from 'vitest';
import { refuses } from '../testing/checking.ts';

describe('types', () => {
  refuses(
    'arguments are counted',
    `fn f(page)
    get_page()`,
    `my.step:2:5: get_page takes 1 argument, not 0
    hint: it is get_page(page)`,
  );
  refuses(
    'a pointer to something else',
    `fn f(page)
    get_page(&page.lru)`,
    `my.step:2:14: get_page takes a pointer to page here, and this is a pointer to list_head
    hint: did you mean page?`,
  );
  refuses(
    'a pointer to what is around',
    `fn f(page)
    walk(page)

fn walk(entry: list_head)
    entry.next = 0`,
    `my.step:2:10: walk takes a pointer to list_head here, and this is a pointer to page
    hint: did you mean &page.lru?`,
  );
  refuses(
    'a number for a pointer',
    `fn f(page)
    x = page.index
    get_page(x)`,
    `my.step:3:14: get_page takes a pointer to page here, and this is a number
    hint: a function can say what a number points to: "fn page_at(address: u64) -> *page = address"`,
  );
  refuses(
    'a pointer in a field of another type',
    `fn f(page)
    page.mapping = page`,
    `my.step:2:20: page.mapping holds a pointer to address_space, and page is a pointer to page`,
  );
  refuses(
    'pointers that can never be equal',
    `fn f(page)
    entry = page.lru.next
    if entry == page: return`,
    `my.step:3:8: entry points to a list_head and page to a page
    hint: compare addresses of the same kind: &page.lru, or container(entry, page.lru)`,
  );
  refuses(
    'a local of two types',
    `fn f(page)
    if page.index
        x = page.lru.next
    else
        x = page.mapping
    x.slot = 0`,
    `my.step:6:5: x is a pointer to list_head on one path to this line and a pointer to address_space on another
    hint: use two names for the two`,
  );
  refuses(
    'a local that changes its type from round to round',
    `fn f(page)
    x = page.lru.next
    loop at most 3
        x.prev = 0
        x = page.mapping`,
    `my.step:3:5: x is a pointer to list_head in the first round of this loop and a pointer to address_space in the next
    hint: use two names for the two`,
  );
  refuses(
    'a field of container that is not there',
    `fn f(page)
    entry = page.lru.next
    q = container(entry, page.lr)`,
    `my.step:3:31: struct page has no field lr
    hint: did you mean lru?`,
  );
  refuses(
    'a function without a value',
    `fn f(page)
    x = get_page(page)`,
    `my.step:2:9: get_page gives no value
    hint: it has no "return" with a value; call it on a line of its own`,
  );
  refuses(
    'a one-line action has no value',
    `fn f(page)
    x = SetPageLRU(page)`,
    `my.step:2:9: SetPageLRU gives no value
    hint: call it on a line of its own`,
  );
  refuses(
    'a pointer that the head does not announce',
    `fn f(page)
    return page`,
    `my.step:1:4: f returns a pointer to page, and its head does not say so
    hint: write "-> *page" after the parameters`,
  );
  refuses(
    'a pointer that the head announces differently',
    `fn f(page) -> *address_space
    return page`,
    `my.step:1:15: f returns a pointer to page, not a pointer to address_space`,
  );
});
