vim9script

# The pages of a list method, one after the other.

import autoload 'skein/connection.vim' as Connection

# How many rows are read at most; a search finds the others.
export const ROWS = 1000
const PAGE = 200

# Calls Give with (error, all rows so far, whether more will follow, whether there are more than the
# limit) after each page.
export def Read(method: string, params: dict<any>, Give: func)
  var rows: list<any> = []
  def Next(cursor: any)
    var page = extendnew(params, {limit: PAGE})
    if cursor != null
      page.cursor = cursor
    endif
    Connection.Request(method, page, (error, result) => {
      if error != null
        Give(error, [], false, false)
        return
      endif
      rows->extend(result.data)
      var is_last = result.nextCursor == null || rows->len() >= ROWS
      Give(null, rows, !is_last, result.nextCursor != null)
      if !is_last
        Next(result.nextCursor)
      endif
    })
  enddef
  Next(null)
enddef

# Calls Use with (error, all rows) when all are read.
export def All(method: string, params: dict<any>, Use: func)
  Read(method, params, (error, rows, is_going_on, _) => {
    if !is_going_on
      Use(error, rows)
    endif
  })
enddef
