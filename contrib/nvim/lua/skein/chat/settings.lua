---The settings of a chat: system prompt and options, of its thread, or of the thread that its first
---question will begin.
local chats = require('skein.chat')
local connection = require('skein.connection')
local header = require('skein.chat.header')
local notice = require('skein.notice')
local options = require('skein.options')
local texts = require('skein.texts')

local M = {}

---Changes the thread of a chat, and calls back.
local function update(chat, member, value, done)
  local params = { threadId = chat.thread_id, [member] = value == nil and vim.NIL or value }
  connection.request('thread/update', params, function(err, result)
    if err then
      return notice.error(err)
    end
    chat.thread = result.thread
    header.show(chat)
    done()
  end)
end

local function set_prompt(chat, prompt, done)
  if chat.thread then
    return update(chat, 'systemPrompt', prompt ~= '' and prompt or nil, done)
  end
  chat.system_prompt = prompt ~= '' and prompt or nil
  header.show(chat)
  done()
end

---Sets the system prompt; without one, opens it in a buffer of its own.
function M.system(chat, prompt)
  if prompt ~= '' then
    return set_prompt(chat, prompt, function() end)
  end
  texts.open {
    name = 'skein://system/' .. (chat.thread and chat.thread.number or chat.thread_id),
    title = 'The system prompt',
    text = chat.thread and chat.thread.systemPrompt or chat.system_prompt or '',
    save = function(written, done)
      set_prompt(chat, written, done)
    end,
  }
end

---The options of a chat now.
local function options_of(chat)
  return vim.deepcopy(chat.thread and chat.thread.options or chat.options or {})
end

---Shows the options that are set, and where the others come from.
local function list(chat)
  local words = options.words(options_of(chat))
  local lines = #words > 0 and { 'Options of this thread:' } or { 'This thread sets no option.' }
  for _, word in ipairs(words) do
    lines[#lines + 1] = '  ' .. word
  end
  lines[#lines + 1] = 'All others come from the model\'s alias, then the configuration, then the provider.'
  notice.info(table.concat(lines, '\n'))
end

---Sets an option given as NAME=VALUE, removes it for NAME=, lists all for nothing.
function M.option(chat, given)
  if vim.trim(given) == '' then
    return list(chat)
  end
  local name, value = vim.trim(given):match('^([%w_-]+)%s*=%s*(.*)$')
  if not name then
    return notice.error('Write it as NAME=VALUE, for example temperature=0.5; temperature= removes it.')
  end
  local all = options_of(chat)
  local why = options.set(all, name, value)
  if why then
    return notice.error(why)
  end
  local changed = next(all) and all or nil
  local function done()
    local words = options.words(all)
    notice.info(#words > 0 and 'Set: ' .. table.concat(words, ', ') or 'This thread sets no option.')
  end
  if chat.thread then
    return update(chat, 'options', changed, done)
  end
  chat.options = changed
  header.show(chat)
  done()
end

---Completes :SkeinOption.
function M.complete(typed)
  local chat = chats.current()
  return options.complete(typed, chat and options_of(chat) or {})
end

return M
