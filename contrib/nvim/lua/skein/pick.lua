---Letting the user choose from what the daemon answers, but not in the middle of something else.
local connection = require('skein.connection')
local notice = require('skein.notice')
local screen = require('skein.screen')
local visible = require('skein.visible')
local uv = vim.uv or vim.loop

local M = {}

---How late an answer may come to somebody who has gone on with something else.
M.PATIENCE_MS = 2000
---How long the keys of the command itself may still come.
M.COMMAND_MS = 50

---Calls a method for something that opens or asks when it is answered. Who typed on meanwhile, and was
---made to wait for long, is told, and not interrupted.
function M.request(method, params, callback)
  local began, has_typed = uv.now(), false
  -- What is left of the command itself is no typing on.
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

---Lets the user choose among the entries of a list, a page at a time. `options.first` are items that
---stand before them, `options.more` what leads to the next page, `options.none` what is said of an
---empty list.
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
