---Threads as people name them: by a number, the beginning of an id, or a title.
local connection = require('skein.connection')
local notice = require('skein.notice')
local pick = require('skein.pick')
local text = require('skein.text')
local uuid = require('skein.uuid')
local visible = require('skein.visible')

local M = {}

---How many of the newest threads completion uses, and how long it waits for them.
M.COMPLETED = 200
M.COMPLETION_TIMEOUT_MS = 1000

---A thread's title, or a replacement when it has none.
function M.title(thread)
  return thread.title or '(no title)'
end

---“Thread 12, “Wool”,” at the beginning of a sentence.
function M.subject(thread)
  local name = ('Thread %s'):format(thread.number or thread.id)
  return thread.title and ('%s, “%s”,'):format(name, thread.title) or name
end

local function count(thread)
  return thread.messageCount == 1 and '1 message' or thread.messageCount .. ' messages'
end

---A thread in a list, its number first; a long title is cut at its end.
function M.described(thread)
  local number, deleted = thread.number or '–', thread.deletedAt and '(deleted) ' or ''
  local facts = ('%s, %s'):format(text.age(thread.lastMessageAt or thread.createdAt), count(thread))
  -- The place in the list and the mark of the current one come before it.
  local room = vim.o.columns - #tostring(number) - #deleted - #facts - 14
  return ('%s  %s%s — %s'):format(number, deleted, text.shortened(M.title(thread), math.max(room, 12)), facts)
end

---Several threads that a name matches, with the time and the number of messages to tell them apart.
local function choose(name, found, callback)
  local has = found.by == 'title' and ('have the title “%s”'):format(name) or 'have an id that begins with ' .. name
  local several = ('%s%d threads %s'):format(found.hasMore and 'More than ' or '', #found.data, has)
  pick.one(found.data, { prompt = several, kind = 'skein.thread', format_item = M.described }, callback)
end

---Threads with titles similar to a name that matches none.
local function choose_similar(name, similar, callback)
  local prompt = ('No thread is called “%s”; similar titles'):format(name)
  pick.one(similar, { prompt = prompt, kind = 'skein.thread', format_item = M.described }, callback)
end

local function nothing(name)
  if name:match('^[1-9]%d*$') and #name < 8 then
    return ('You have no thread with the number %s, nor with that title: :SkeinThreads shows them.'):format(name)
  end
  local words = 'You have no thread with the title “%s”, nor one whose id begins with that: :SkeinThreads shows them.'
  return words:format(name)
end

---Finds a title among the newest threads by its shown form: a completed title is in its shown form,
---which may differ from the title itself.
local function find_shown(name, callback)
  connection.request('thread/list', { limit = M.COMPLETED }, function(err, page)
    if err then
      return notice.error(err)
    end
    for _, thread in ipairs(page.data) do
      if thread.title and visible.text(thread.title) == name then
        return callback(thread)
      end
    end
    notice.warn(nothing(name))
  end)
end

---Finds the thread that a name means, and lets the user choose among several. Reports when there is
---none.
function M.find(name, callback)
  name = vim.trim(name)
  if uuid.matches(name) then
    return callback { id = name:lower() }
  end
  pick.request('thread/find', { name = name }, function(err, found)
    if err then
      return notice.error(err)
    elseif #found.data > 1 then
      return choose(name, found, callback)
    elseif found.data[1] then
      return callback(found.data[1])
    elseif name:find('\239\191\189', 1, true) then
      return find_shown(name, callback)
    elseif found.similar and found.similar[1] then
      return choose_similar(name, found.similar, callback)
    end
    notice.warn(nothing(name))
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

---Completes numbers, and the titles of the newest threads. Words before the last one must begin a
---title; a first word may be any part of it.
function M.complete(typed, line, cursor)
  local before = line:sub(1, cursor - #typed):match('^%s*%S+%s+(.*)$') or ''
  local is_number = before == '' and typed:match('^[1-9]%d*$')
  local completions, seen = {}, {}
  local function add(word)
    if not seen[word] then
      seen[word] = true
      completions[#completions + 1] = word
    end
  end
  for _, thread in ipairs(newest()) do
    local title = thread.title and visible.text(thread.title)
    if is_number and thread.number and vim.startswith(tostring(thread.number), typed) then
      add(tostring(thread.number))
    end
    if title and before == '' and title:lower():find(typed:lower(), 1, true) then
      add(title)
    elseif title and before ~= '' and vim.startswith(title, before .. typed) then
      add(title:sub(#before + 1))
    end
  end
  return completions
end

return M
