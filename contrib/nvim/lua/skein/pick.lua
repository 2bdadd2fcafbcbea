---Lets the user choose from an answer of the daemon, without interrupting other work.
local connection = require('skein.connection')
local notice = require('skein.notice')
local screen = require('skein.screen')
local visible = require('skein.visible')
local uv = vim.uv or vim.loop

local M = {}

---How late an answer may open something for a user who has continued with other work.
M.PATIENCE_MS = 2000
---How long keys may still belong to the command itself.
M.COMMAND_MS = 50

---Calls a method whose answer opens something or asks the user. A user who has typed on during a
---long wait gets a notice instead.
function M.request(method, params, callback)
  local began, has_typed = uv.now(), false
  -- The rest of the command's own keys does not count as typing.
  local namespace = vim.on_key(function()
    has_typed = has_typed or uv.now() - began > M.COMMAND_MS
  end)
  return connection.request(method, params, function(err, result)
    vim.on_key(nil, namespace)
    if not err and has_typed and uv.now() - began > M.PATIENCE_MS then
      return notice.warn(('%s was answered after %d s, too late to open anything: ask again.'):format(
        method, math.floor((uv.now() - began) / 1000)))
    end
    screen.when_nothing_is_asked(function()
      callback(err, result)
    end)
  end)
end

---Lets the user choose one of the items; the callback is called when one is chosen.
function M.one(items, options, callback)
  visible.select(items, options, function(item)
    if item ~= nil then
      callback(item)
    end
  end)
end

local MORE = {}

---Lets the user choose among the entries of a list, one page at a time. `options.first` are items
---before them, `options.more` is the item for the next page,
---`options.none` the notice for an empty list.
function M.from_list(method, params, options, callback, collected)
  collected = collected or {}
  M.request(method, params, function(err, page)
    if err then
      return notice.error(err)
    end
    vim.list_extend(collected, page.data)
    if #collected == 0 and options.none then
      return notice.info(options.none)
    end
    local items = vim.list_extend(vim.list_extend({}, options.first or {}), collected)
    if page.nextCursor then
      items[#items + 1] = MORE
    end
    M.one(items, {
      prompt = options.prompt,
      kind = options.kind,
      format_item = function(item)
        return item == MORE and options.more or options.format_item(item)
      end,
    }, function(item)
      if item == MORE then
        local next_page = vim.tbl_extend('force', params, { cursor = page.nextCursor })
        return M.from_list(method, next_page, options, callback, collected)
      end
      callback(item)
    end)
  end)
end

return M
