---Finding threads by what was said in them.
local chats = require('skein.chat')
local connection = require('skein.connection')
local notice = require('skein.notice')
local text = require('skein.text')
local visible = require('skein.visible')

local M = {}

---How many places are shown at a time.
M.PAGE = 50

local MORE = {}

local function described(hit)
  local snippet = hit.snippet:gsub('\2', '[['):gsub('\3', ']]')
  local thread = hit.thread.title or '(no title)'
  if not hit.message then
    return ('%s — %s'):format(snippet, text.age(hit.thread.lastMessageAt or hit.thread.createdAt))
  end
  return ('%s: %s — %s'):format(text.shortened(thread, 30), snippet, text.age(hit.message.createdAt))
end

local function open(hit)
  chats.open(hit.thread.id, function(chat)
    if hit.message then
      chats.go_to_message(chat, hit.message.sequence)
    end
  end)
end

---Looks for words and "phrases", and lets the user choose among what is found.
function M.search(query, collected, cursor)
  collected = collected or {}
  connection.request('thread/search', { query = query, limit = M.PAGE, cursor = cursor }, function(err, page)
    if err then
      return notice.error(err)
    end
    vim.list_extend(collected, page.data)
    if #collected == 0 then
      return notice.info(('Nothing says “%s”.'):format(query))
    end
    local items = vim.list_extend({}, collected)
    if page.nextCursor then
      items[#items + 1] = MORE
    end
    visible.select(items, {
      prompt = query,
      kind = 'skein.search',
      format_item = function(item)
        return item == MORE and '… more' or described(item)
      end,
    }, function(item)
      if item == MORE then
        M.search(query, collected, page.nextCursor)
      elseif item then
        open(item)
      end
    end)
  end)
end

return M
