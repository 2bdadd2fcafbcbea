---The available models, and the current one.
local chats = require('skein.chat')
local config = require('skein.config')
local connection = require('skein.connection')
local notice = require('skein.notice')
local pick = require('skein.pick')
local visible = require('skein.visible')

local M = {}

---How long completion waits for the providers, once.
M.COMPLETION_TIMEOUT_MS = 2000

local known -- aliases and ids, once they were asked for

connection.on_open(function()
  known = nil
end)

local function keep(result)
  known = {}
  for _, alias in ipairs(result.aliases or {}) do
    known[#known + 1] = alias.name
  end
  for _, model in ipairs(result.data) do
    known[#known + 1] = model.id
  end
end

---The known models that begin with, or contain, the typed text. A model whose id can't be shown
---unchanged can be chosen from the list only.
function M.complete(typed)
  if not known then
    connection.request('model/list', nil, function(_, result)
      if result then
        keep(result)
      end
    end)
    vim.wait(M.COMPLETION_TIMEOUT_MS, function()
      return known ~= nil
    end, 10)
  end
  return vim.tbl_filter(function(id)
    return id:find(typed, 1, true) ~= nil and visible.text(id) == id
  end, known or {})
end

---The model of the current chat, or of new threads; nil when the daemon decides.
local function chosen()
  local chat = chats.of()
  if chat then
    return chat.thread and chat.thread.model or chat.model
  end
  return config.values.model
end

local function use(model)
  local chat = chats.of()
  if not chat then
    config.values.model = model
    return notice.info(('New threads use %s.'):format(model))
  end
  -- Also for a question that is asked again here.
  chat.chosen_model = model
  if not chat.thread then
    chat.model = model
    return notice.info(('This thread uses %s.'):format(model))
  end
  connection.request('thread/update', { threadId = chat.thread_id, model = model }, function(err, result)
    if err then
      return notice.error(err)
    end
    chat.thread = result.thread
    notice.info(('This thread uses %s.'):format(model))
  end)
end

---Sets the model of the current chat, or, when there is none, of new threads; an invalid name is
---refused with the daemon's message.
function M.use(model)
  connection.request('model/get', { model = model }, function(err)
    if err then
      return notice.error(err)
    end
    use(model)
  end)
end

---The models and aliases as lines to choose from; the current one is marked, under its own name and
---under the chosen alias.
local function lines_of(result, asked)
  local name, items = chosen(), {}
  local function add(model, words, is_asked)
    items[#items + 1] = { model = model, words = (is_asked and '* ' or '  ') .. words }
  end
  local is_listed = false
  for _, model in ipairs(result.data) do
    is_listed = is_listed or model.id == asked
    add(model.id, model.id .. (model.default and ' (default)' or ''), model.id == asked)
  end
  if asked and not is_listed then
    add(asked, asked, true)
  end
  for _, alias in ipairs(result.aliases or {}) do
    add(alias.name, ('%s is %s'):format(alias.name, alias.model), alias.name == name)
  end
  return items
end

---Lets the user choose a model.
function M.pick()
  pick.request('model/list', nil, function(err, result)
    if err then
      return notice.error(err)
    end
    keep(result)
    for _, failed in ipairs(result.errors) do
      notice.warn(('%s: %s'):format(failed.provider, failed.message))
    end
    pick.request('model/get', { model = chosen() }, function(_, asked)
      pick.one(lines_of(result, asked and asked.model.id), {
        prompt = 'Model',
        kind = 'skein.model',
        format_item = function(item)
          return item.words
        end,
      }, function(item)
        M.use(item.model)
      end)
    end)
  end)
end

return M
