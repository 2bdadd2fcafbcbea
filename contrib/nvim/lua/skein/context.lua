---What is added to the next question of a chat: buffers, ranges, files, diagnostics, the diff of the
---working tree, the quickfix list, other threads. The texts are read when the question is sent.
local connection = require('skein.connection')
local notice = require('skein.notice')
local selection = require('skein.selection')
local sources = require('skein.sources')
local text = require('skein.text')
local view = require('skein.chat.view')

local M = {}

---About how many tokens a text has.
local function tokens(content)
  return math.ceil(#content / 4)
end

---The line above the prompt; nil when nothing is added.
local function words_of(items)
  if #items == 0 then
    return nil
  end
  local parts, sum = {}, 0
  for index, item in ipairs(items) do
    parts[index] = ('%s (≈ %s)'):format(item.label(), item.tokens and text.amount(item.tokens) or '…')
    sum = sum + (item.tokens or 0)
  end
  return ('Context: %s · ≈ %s tokens'):format(table.concat(parts, ', '), text.amount(sum))
end

---Shows what is added.
local function show(chat)
  chat.context_words = words_of(chat.context or {})
  view.show_context(chat)
end

---Adds an item to a chat; what cannot be read is reported instead.
function M.add(chat, item)
  item.read(function(err, _, content)
    if err then
      return notice.error(err)
    end
    item.tokens = tokens(content)
    chat.context = chat.context or {}
    table.insert(chat.context, item)
    show(chat)
    notice.info(('Added to the next question: %s, ≈ %s tokens.'):format(item.label(), text.amount(item.tokens)))
  end)
end

---The names of what is added, for completion.
function M.labels(chat)
  return vim.tbl_map(function(item)
    return item.label()
  end, chat and chat.context or {})
end

---Takes one item away, by its number or its name; all without a name.
function M.drop(chat, name)
  local items = chat.context or {}
  if not name then
    chat.context = {}
    show(chat)
    return notice.info('Nothing is added to the next question.')
  end
  for index, item in ipairs(items) do
    if tostring(index) == name or item.label() == name then
      table.remove(items, index)
      show(chat)
      return notice.info(('Taken away: %s.'):format(item.label()))
    end
  end
  local has = #items > 0 and 'It has ' .. table.concat(M.labels(chat), ', ') .. '.' or 'Nothing is added.'
  notice.warn(('The next question has no “%s”. %s'):format(name, has))
end

---Calls back with the words and the texts that are added; a text that cannot be read is reported, and
---then nothing is asked.
function M.expand(chat, words, callback)
  local items, parts = chat.context or {}, { words }
  local function read(index)
    local item = items[index]
    if not item then
      chat.context = {}
      show(chat)
      return callback(table.concat(parts, '\n\n'))
    end
    item.read(function(err, name, content, language)
      if err then
        return notice.error(err .. ' Nothing was asked; :SkeinDrop takes it away.')
      end
      parts[#parts + 1] = selection.block(name, content, language)
      read(index + 1)
    end)
  end
  read(1)
end

---The item that a command's words mean: `kind` and its argument.
function M.item(kind, argument, buffer, callback)
  if kind == 'thread' then
    return require('skein.names').find(argument, function(thread)
      connection.request('thread/get', { threadId = thread.id }, function(err, result)
        if err then
          return notice.error(err)
        end
        callback(sources.thread(result.thread))
      end)
    end)
  elseif kind == 'buffer' then
    local named = argument ~= '' and vim.fn.bufnr(argument) or buffer
    if named == -1 then
      return notice.error(('There is no buffer “%s”.'):format(argument))
    end
    return callback(sources.buffer(named))
  elseif kind == 'file' then
    for _, path in ipairs(vim.split(argument, '%s+', { trimempty = true })) do
      for _, each in ipairs(vim.fn.glob(path, false, true)[1] and vim.fn.glob(path, false, true) or { path }) do
        callback(sources.file(each))
      end
    end
    return
  elseif kind == 'diagnostics' then
    return callback(sources.diagnostics(buffer))
  elseif kind == 'diff' then
    return callback(sources.diff(argument))
  elseif kind == 'quickfix' then
    return callback(sources.quickfix())
  end
  notice.error(('There is no kind “%s”; there are %s.'):format(kind, table.concat(M.KINDS, ', ')))
end

M.KINDS = { 'buffer', 'file', 'diagnostics', 'diff', 'quickfix', 'thread' }

---Completes :SkeinAdd: a kind, or what it takes.
function M.complete(typed, line, cursor)
  local kind = line:sub(1, cursor):match('SkeinAdd%s+(%S+)%s')
  if not kind then
    return vim.tbl_filter(function(each)
      return vim.startswith(each, typed)
    end, M.KINDS)
  elseif kind == 'thread' then
    local before = line:sub(1, cursor):gsub('(SkeinAdd)%s+thread', '%1', 1)
    return require('skein.names').complete(typed, before, #before)
  end
  local ways = { buffer = 'buffer', file = 'file', diff = 'file' }
  return ways[kind] and vim.fn.getcompletion(typed, ways[kind]) or {}
end

return M
