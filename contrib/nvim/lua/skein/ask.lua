---Asking in a chat, with or without a text.
local chats = require('skein.chat')
local selection = require('skein.selection')
local visible = require('skein.visible')

local M = {}

---Calls back with the words, or with the user's input when there are none.
function M.with_words(words, prompt, callback)
  if words and vim.trim(words) ~= '' then
    return callback(words)
  end
  visible.input({ prompt = prompt }, function(given)
    if given and vim.trim(given) ~= '' then
      callback(given)
    end
  end)
end

---Opens the current chat, which is on screen or was used last; a new one when there is none, or
---with `is_new`.
function M.open(is_new, callback)
  chats.open(not is_new and chats.current_thread() or nil, callback)
end

---Asks in the current chat, or in a new thread. The cursor goes to the chat.
function M.ask(input, is_new)
  M.open(is_new, function(chat)
    chats.ask_with_context(chat, input)
  end)
end

---Asks about a range of a buffer.
function M.about(words, buffer, range, is_new)
  M.ask(selection.question(words, buffer, range), is_new)
end

return M
