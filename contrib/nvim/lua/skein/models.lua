---Which models there are, and which one is asked.
local chats = require('skein.chat')
local config = require('skein.config')
local connection = require('skein.connection')
local notice = require('skein.notice')
local visible = require('skein.visible')

local M = {}

---How long completion waits for the providers, once.
M.COMPLETION_TIMEOUT_MS = 2000

local known -- ids, once they were asked for

local function list(callback)
  connection.request('model/list', nil, function(err, result)
    if err then
      return callback(err)
    end
    known = vim.tbl_map(function(model)
      return model.id
    end, result.data)
    callback(nil, result)
  end)
end

---The known models that begin with, or hold, what is typed. One whose id can't be shown as it is can
---be picked, not completed.
function M.complete(typed)
  if not known then
    list(function() end)
    vim.wait(M.COMPLETION_TIMEOUT_MS, function()
      return known ~= nil
    end, 10)
  end
  return vim.tbl_filter(function(id)
    return id:find(typed, 1, true) ~= nil and visible.text(id) == id
  end, known or {})
end

---Uses a model in the current chat, or, when there is none, in what is begun from here on.
function M.use(model)
  local chat = chats.of()
  if not chat then
    config.values.model = model
    return notice.info(('New threads ask %s.'):format(model))
  end
  if not chat.thread then
    chat.model = model
    return notice.info(('This thread asks %s.'):format(model))
  end
  connection.request('thread/update', { threadId = chat.thread_id, model = model }, function(err, result)
    if err then
      return notice.error(err)
    end
    chat.thread = result.thread
    notice.info(('This thread asks %s.'):format(model))
  end)
end

---Lets the user choose among the models.
function M.pick()
  list(function(err, result)
    if err then
      return notice.error(err)
    end
    for _, failed in ipairs(result.errors) do
      notice.warn(('%s: %s'):format(failed.provider, failed.message))
    end
    visible.select(result.data, {
      prompt = 'Model',
      kind = 'skein.model',
      format_item = function(model)
        return model.id .. (model.default and ' (default)' or '')
      end,
    }, function(model)
      if model then
        M.use(model.id)
      end
    end)
  end)
end

return M
