---Threads: choosing one, and renaming, deleting and restoring them.
local chats = require('skein.chat')
local connection = require('skein.connection')
local notice = require('skein.notice')
local text = require('skein.text')
local visible = require('skein.visible')

local M = {}

---How many threads the picker shows at a time.
M.PAGE = 50
---How many of the newest threads completion looks at, and how long it waits for them.
M.COMPLETED = 200
M.COMPLETION_TIMEOUT_MS = 1000

---A thread's title, or what stands for one.
function M.title(thread)
  return thread.title or '(no title)'
end

local function described(thread)
  local count = thread.messageCount == 1 and '1 message' or thread.messageCount .. ' messages'
  return ('%s — %s, %s'):format(M.title(thread), text.age(thread.lastMessageAt or thread.createdAt), count)
end

local NEW, MORE = {}, {}

local function pick(collected, cursor, callback)
  connection.request('thread/list', { limit = M.PAGE, cursor = cursor }, function(err, page)
    if err then
      return notice.error(err)
    end
    vim.list_extend(collected, page.data)
    local items = vim.list_extend({ NEW }, collected)
    if page.nextCursor then
      items[#items + 1] = MORE
    end
    visible.select(items, {
      prompt = 'Threads',
      kind = 'skein.thread',
      format_item = function(item)
        return item == NEW and '+ New thread' or item == MORE and '… older threads' or described(item)
      end,
    }, function(item)
      if item == MORE then
        pick(collected, page.nextCursor, callback)
      elseif item then
        callback(item ~= NEW and item or nil)
      end
    end)
  end)
end

---Lets the user choose a thread. The callback gets it, or nil for a new one.
function M.pick(callback)
  pick({}, nil, callback)
end

---Lets the user choose a thread and opens it.
function M.open()
  M.pick(function(thread)
    chats.open(thread and thread.id)
  end)
end

local actions = {
  { name = 'Open', run = function(thread)
    chats.open(thread.id)
  end },
  { name = 'Rename', run = function(thread)
    M.rename(thread)
  end },
  { name = 'Delete', run = function(thread)
    M.delete(thread)
  end },
}

---Lets the user choose a thread and what to do with it.
function M.act()
  M.pick(function(thread)
    if not thread then
      return chats.open()
    end
    visible.select(actions, {
      prompt = M.title(thread),
      kind = 'skein.action',
      format_item = function(action)
        return action.name
      end,
    }, function(action)
      if action then
        action.run(thread)
      end
    end)
  end)
end

---Gives a thread a title; asks for one when none is given.
function M.rename(thread, title)
  local function rename(given)
    if not given or vim.trim(given) == '' then
      return
    end
    connection.request('thread/update', { threadId = thread.id, title = given }, function(err)
      if err then
        notice.error(err)
      end
    end)
  end
  if title and title ~= '' then
    return rename(title)
  end
  visible.input({ prompt = 'Title: ', default = thread.title or '' }, rename)
end

---Deletes a thread softly.
function M.delete(thread)
  connection.request('thread/delete', { threadId = thread.id }, function(err)
    if err then
      return notice.error(err)
    end
    notice.info(('“%s” is deleted. :SkeinRestore brings it back.'):format(M.title(thread)))
    M.last_deleted = thread.id
    chats.reload(thread.id)
  end)
end

---Brings a deleted thread back: the chat's, or the one deleted last.
function M.restore()
  local chat = chats.of()
  local id = chat and chat.thread and chat.thread.deletedAt and chat.thread_id or M.last_deleted
  if not id then
    return notice.info('No thread was deleted here. `skein thread list` shows deleted ones with --deleted.')
  end
  connection.request('thread/restore', { threadId = id }, function(err, result)
    if err then
      return notice.error(err)
    end
    notice.info(('“%s” is back.'):format(M.title(result.thread)))
    chats.reload(id)
  end)
end

local function newest()
  local page
  connection.request('thread/list', { limit = M.COMPLETED }, function(_, result)
    page = result or { data = {} }
  end)
  vim.wait(M.COMPLETION_TIMEOUT_MS, function()
    return page ~= nil
  end, 10)
  return page and page.data or {}
end

---Completes the titles of the newest threads. Words before the last one have to begin a title; a
---first word may be any part of it.
function M.complete(typed, line, cursor)
  local before = line:sub(1, cursor - #typed):match('^%s*%S+%s+(.*)$') or ''
  local completions, seen = {}, {}
  for _, thread in ipairs(newest()) do
    local title = thread.title and visible.text(thread.title)
    local fits = title and not seen[title] and (before == '' and title:lower():find(typed:lower(), 1, true)
      or before ~= '' and vim.startswith(title, before .. typed))
    if fits then
      seen[title] = true
      completions[#completions + 1] = title:sub(#before + 1)
    end
  end
  return completions
end

---Opens the thread with an id or a title; the newest one when several have that title.
function M.open_named(name)
  if require('skein.uuid').matches(name) then
    return chats.open(name:lower())
  end
  local function look(cursor)
    connection.request('thread/list', { limit = M.COMPLETED, cursor = cursor }, function(err, page)
      if err then
        return notice.error(err)
      end
      for _, thread in ipairs(page.data) do
        -- What was completed is what is shown.
        if thread.title == name or thread.title and visible.text(thread.title) == name then
          return chats.open(thread.id)
        end
      end
      if page.nextCursor then
        return look(page.nextCursor)
      end
      notice.warn(('No thread has the title “%s”. :SkeinSearch looks at what was said.'):format(name))
    end)
  end
  look()
end

return M
