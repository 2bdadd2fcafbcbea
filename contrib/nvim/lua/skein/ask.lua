---Asking: with or without a text, into a chat.
local chats = require('skein.chat')
local connection = require('skein.connection')
local notice = require('skein.notice')
local selection = require('skein.selection')

local M = {}

---Calls back with the words, or with what the user types when there are none.
function M.with_words(words, prompt, callback)
  if words and vim.trim(words) ~= '' then
    return callback(words)
  end
  vim.ui.input({ prompt = prompt }, function(given)
    if given and vim.trim(given) ~= '' then
      callback(given)
    end
  end)
end

---Opens a new chat, or the current one: the chat on screen or shown last, else the newest thread.
function M.open(continues, callback)
  local current = continues and chats.current()
  if current or not continues then
    return chats.open(current and current.thread_id, callback)
  end
  connection.request('thread/list', { limit = 1 }, function(err, page)
    if err then
      return notice.error(err)
    end
    chats.open(page.data[1] and page.data[1].id, callback)
  end)
end

---Asks in a new thread, or goes on with the current one. The cursor goes to the chat.
function M.ask(input, continues)
  M.open(continues, function(chat)
    chats.ask(chat, input)
  end)
end

---Asks about a range of a buffer.
function M.about(words, buffer, range, continues)
  M.ask(selection.question(words, buffer, range), continues)
end

return M
