/** What a user may have of his own, as he writes it: a listing and a scenario file. */

/** References that do not count as pins, as in v4.18. */
export const plainReferences = `# References that do not count as pins, as in v4.18: “plain” ones.
operation get_page(page)
    head = compound_head(page)
    debug bug if head._refcount <= 0 "get_page of a page that nobody holds"
    atomic head._refcount += 1

operation put_page(page)
    head = compound_head(page)
    if put_page_testzero(head)
        __put_page(head)
`;

/** A scenario file that is built in nowhere: CPU1 takes a reference and keeps it. */
export const keeperFile = {
  id: 'keeper',
  title: 'Keeps a reference',
  pages: [
    {
      name: 'P',
      pfn: '0x5000',
      list: 'inactive_file',
      flags: ['PG_uptodate', 'PG_lru'],
      refcount: 2,
      mapcount: 1,
    },
  ],
  cpus: [
    {
      role: 'pinner',
      operations: [
        { operation: 'slow_pin', page: 'P' },
        { operation: 'unpin', page: 'P' },
      ],
    },
    { role: 'keeper', operations: [{ operation: 'get_page', page: 'P' }] },
  ],
};
