---The threads, one on each line, in the buffer `skein://threads`.
local chats = require('skein.chat')
local config = require('skein.config')
local list_buffer = require('skein.list_buffer')
local names = require('skein.names')
local notice = require('skein.notice')
local peek = require('skein.peek')
local text = require('skein.text')
local threads = require('skein.threads')
local visible = require('skein.visible')

local M = {}

local filter, with_deleted, with_edits = '', false, false
local list

local function passes(thread)
  local words = ('%s %s %s'):format(thread.number or '', names.title(thread), thread.model or ''):lower()
  for word in filter:lower():gmatch('%S+') do
    if not words:find(word, 1, true) then
      return false
    end
  end
  return with_deleted or not thread.deletedAt
end

---A thread on one line, with the title in what room is left.
local function line_of(thread, columns)
  local age = text.age(thread.lastMessageAt or thread.createdAt)
  local count, model = thread.messageCount, thread.model
  local front = ('%5s  %-10s %5d  '):format(thread.number or '–', age, count)
  local back = (thread.deletedAt and '  (deleted)' or '') .. (model and '  ' .. visible.text(model) or '')
  local room = math.max(columns - vim.fn.strwidth(front .. back) - 1, 12)
  return front .. text.shortened(visible.text(names.title(thread)), room) .. back, #front
end

local function heading()
  local words = with_edits and '# Threads, rewritings too' or '# Threads'
  if filter ~= '' then
    words = ('%s with “%s”: %d of %d'):format(words, filter, #list.entries, #list.found)
  end
  return words
end

local function page(columns)
  local lines, marks = {}, {}
  for index, thread in ipairs(list.entries) do
    local line, front = line_of(thread, columns)
    lines[index] = line
    marks[index] = { end_col = thread.deletedAt and #line or front, hl_group = 'SkeinNote' }
  end
  return {
    heading = heading(),
    lines = lines,
    marks = marks,
    empty = filter ~= '' and 'Nothing matches; f filters again.' or 'There are no threads yet; n begins one.',
    more = ('… and more; `skein thread list` shows all after these %d.'):format(#list.found),
  }
end

local function params()
  return { includeDeleted = with_deleted, includeEdits = with_edits }
end

---Reads the words of the filter, and filters as they are typed.
local function read_filter()
  local before = filter
  local group = vim.api.nvim_create_augroup('skein.threads.filter', {})
  vim.api.nvim_create_autocmd('CmdlineChanged', {
    group = group,
    pattern = '@',
    callback = function()
      filter = vim.fn.getcmdline()
      list:render()
      vim.cmd('redraw')
    end,
  })
  local ok, given = pcall(vim.fn.input, { prompt = 'Filter: ', default = filter, cancelreturn = vim.NIL })
  vim.api.nvim_del_augroup_by_id(group)
  filter = ok and type(given) == 'string' and given or before
  list:render()
end

local function delete(thread)
  if thread.deletedAt then
    return notice.info('It is deleted already; u brings it back.')
  end
  threads.delete(thread)
end

---Restores the deleted thread under the cursor, else the one deleted last.
local function restore()
  local thread = list:here()
  threads.restore(thread and thread.deletedAt and thread.id or nil)
end

local function show_or_hide_deleted()
  with_deleted = not with_deleted
  list:reload()
end

local function show_or_hide_edits()
  with_edits = not with_edits
  list:reload()
end

local HELP = {
  '<CR>   open',
  'n      begin a new thread',
  'r      rename',
  'd dd   delete',
  'u      restore the thread under the cursor, or the last deleted one',
  'v      open one of its versions',
  'p      show it in a window beside; that follows the cursor',
  'f      filter by words, as you type',
  'D      show or hide deleted threads',
  'W      show or hide the threads of rewritings',
  'R      read the threads again',
  'q      close the window',
}

list = list_buffer.new {
  name = 'skein://threads',
  filetype = 'skein-threads',
  hint = '<CR> opens, q leaves, g? helps',
  method = 'thread/list',
  params = params,
  entities = { thread = true, message = true },
  passes = passes,
  page = page,
  help = HELP,
  left = peek.close,
}

list.kind.keys = {
  {
    '<CR>',
    list:on_entry(function(thread)
      peek.close()
      chats.open(thread.id, nil, { here = true })
    end),
    'open',
  },
  {
    'n',
    function()
      chats.open(nil, nil, { here = true })
    end,
    'begin a new thread',
  },
  { 'r', list:on_entry(threads.rename), 'rename' },
  -- A second d belongs to the first, and deletes no other thread.
  { 'd', list:on_entry(delete), 'delete', waits = true },
  { 'dd', list:on_entry(delete), 'delete' },
  { 'u', restore, 'restore' },
  { 'v', list:on_entry(threads.open_version), 'versions' },
  {
    'p',
    function()
      peek.toggle(list:here())
      list:render()
    end,
    'preview',
  },
  { 'f', read_filter, 'filter' },
  { 'D', show_or_hide_deleted, 'show or hide deleted' },
  { 'W', show_or_hide_edits, 'show or hide rewritings' },
}

function list.kind.attached()
  vim.api.nvim_create_autocmd('VimResized', {
    group = list.group,
    callback = function()
      if list:is_shown() then
        list:render()
      end
    end,
  })
  vim.api.nvim_create_autocmd('CursorMoved', {
    group = list.group,
    buffer = list.buffer,
    callback = function()
      peek.follow(list:here())
    end,
  })
end

---Makes a loaded buffer the list of threads.
function M.attach(loaded)
  list:attach(loaded)
end

---Attaches a buffer that a session has restored.
function M.reattach(loaded)
  list:reattach(loaded)
end

---Opens the list of threads.
function M.open()
  -- The lines are as wide as the screen.
  if list:open(config.values.window or 'botright split') then
    vim.cmd('setlocal nowrap nonumber norelativenumber cursorline')
  end
end

return M
