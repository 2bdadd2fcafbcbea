---Reads lists of the daemon, page by page.
local connection = require('skein.connection')

local M = {}

---How many entries are asked for at a time.
M.PAGE = 200

---Reads a list until it ends, or until there are `enough` entries. The callback gets an error, or nil,
---the entries and whether there are more.
function M.read(method, params, enough, callback)
  local entries = {}
  local function read(cursor)
    local page_params = vim.tbl_extend('force', params, { limit = M.PAGE, cursor = cursor })
    connection.request(method, page_params, function(err, page)
      if err then
        return callback(err)
      end
      vim.list_extend(entries, page.data)
      if page.nextCursor and #entries < enough then
        return read(page.nextCursor)
      end
      callback(nil, entries, page.nextCursor ~= nil)
    end)
  end
  read(nil)
end

return M
