---Threads: choosing one and its versions; renaming, deleting and restoring.
local chats = require('skein.chat')
local connection = require('skein.connection')
local names = require('skein.names')
local notice = require('skein.notice')
local pick = require('skein.pick')
local visible = require('skein.visible')

local M = {}

---How many threads the picker shows at a time.
M.PAGE = 50

local NEW = {}

---Lets the user choose a thread. The callback gets it, or nil for a new one.
function M.pick(callback)
  local current = chats.current()
  pick.from_list('thread/list', { limit = M.PAGE }, {
    prompt = 'Threads',
    kind = 'skein.thread',
    first = { NEW },
    more = '… older threads',
    format_item = function(item)
      if item == NEW then
        return '+ New thread'
      end
      local mark = current and current.thread_id == item.id and '* ' or ''
      return mark .. names.described(item)
    end,
  }, function(item)
    callback(item ~= NEW and item or nil)
  end)
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
    pick.one(actions, {
      prompt = names.title(thread),
      kind = 'skein.action',
      format_item = function(action)
        return action.name
      end,
    }, function(action)
      action.run(thread)
    end)
  end)
end

---Opens the thread that a name means.
function M.open_named(name)
  names.find(name, function(thread)
    chats.open(thread.id)
  end)
end

---Opens the thread with the latest activity in any client.
function M.open_last()
  pick.request('thread/list', { limit = 1 }, function(err, page)
    if err then
      return notice.error(err)
    elseif not page.data[1] then
      return notice.info('There are no threads yet; :Skein begins one.')
    end
    chats.open(page.data[1].id)
  end)
end

---Lets the user choose among the versions of a thread that undo and edit have kept.
function M.open_version(thread)
  local own = thread.copyOf or thread.id
  local AS_IT_IS = {}
  pick.from_list('thread/list', { copiesOf = own, limit = M.PAGE }, {
    prompt = ('Versions of “%s”'):format(names.title(thread)),
    kind = 'skein.thread',
    first = thread.copyOf and { AS_IT_IS } or nil,
    more = '… older versions',
    none = ('%s has no versions: undo and edit create them.'):format(names.subject(thread)),
    format_item = function(item)
      return item == AS_IT_IS and 'The thread as it is now' or names.described(item)
    end,
  }, function(item)
    chats.open(item == AS_IT_IS and own or item.id)
  end)
end

---Gives a thread a title; asks for one when none is given.
function M.rename(thread, title)
  local function rename(given)
    if not given or vim.trim(given) == '' or given == thread.title then
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

---Soft-deletes a thread.
function M.delete(thread)
  connection.request('thread/delete', { threadId = thread.id }, function(err)
    if err then
      return notice.error(err)
    end
    notice.info(('%s is deleted. :SkeinRestore brings it back.'):format(names.subject(thread)))
    M.last_deleted = thread.id
    chats.reload(thread.id)
  end)
end

---Restores a deleted thread: this one, or the chat's, or the one deleted last.
function M.restore(thread_id)
  local chat = chats.of()
  local id = thread_id or chat and chat.thread and chat.thread.deletedAt and chat.thread_id or M.last_deleted
  if not id then
    return notice.info('No thread was deleted here. `skein thread list` shows deleted ones with --deleted.')
  end
  connection.request('thread/restore', { threadId = id }, function(err, result)
    if err then
      return notice.error(err)
    end
    notice.info(('%s is restored.'):format(names.subject(result.thread)))
    chats.reload(id)
  end)
end

return M
