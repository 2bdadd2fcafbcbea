---The threads, one on each line, in the buffer `skein://threads`.
local chats = require('skein.chat')
local config = require('skein.config')
local events = require('skein.events')
local list = require('skein.list')
local names = require('skein.names')
local notice = require('skein.notice')
local peek = require('skein.peek')
local text = require('skein.text')
local threads = require('skein.threads')
local visible = require('skein.visible')

local M = {}

M.NAME = 'skein://threads'
M.namespace = vim.api.nvim_create_namespace('skein.threads')

---The most threads that are shown.
M.SHOWN = 1000
local GATHER_MS = 100
local HEADER = 2 -- The title and an empty line stand above the threads.

local buffer
local found, shown = {}, {} -- all threads; those that pass the filter, by line below the header
local filter, with_deleted, with_edits = '', false, false

local function is_shown()
  return buffer and vim.api.nvim_buf_is_loaded(buffer)
end

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
    words = ('%s with “%s”: %d of %d'):format(words, filter, #shown, #found)
  end
  return words
end

local function render()
  local window = vim.fn.bufwinid(buffer)
  local columns = window ~= -1 and vim.api.nvim_win_get_width(window) or vim.o.columns
  shown = vim.tbl_filter(passes, found)
  local lines, fronts = { heading(), '' }, {}
  for index, thread in ipairs(shown) do
    lines[#lines + 1], fronts[index] = line_of(thread, columns)
  end
  if #shown == 0 then
    lines[#lines + 1] = filter ~= '' and 'Nothing matches; f filters again.' or 'There are no threads yet; n begins one.'
  end
  local options = vim.bo[buffer]
  options.modifiable = true
  vim.api.nvim_buf_clear_namespace(buffer, M.namespace, 0, -1)
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, lines)
  options.modifiable = false
  vim.api.nvim_buf_set_extmark(buffer, M.namespace, 0, 0, {
    end_col = #lines[1], hl_group = 'SkeinUser', virt_text = { { '<CR> opens, q leaves, g? helps', 'SkeinNote' } },
  })
  for index, thread in ipairs(shown) do
    vim.api.nvim_buf_set_extmark(buffer, M.namespace, HEADER + index - 1, 0, {
      end_col = thread.deletedAt and #lines[HEADER + index] or fronts[index], hl_group = 'SkeinNote',
    })
  end
  if window ~= -1 and #shown > 0 and vim.api.nvim_win_get_cursor(window)[1] <= HEADER then
    vim.api.nvim_win_set_cursor(window, { HEADER + 1, 0 })
  end
end

---Shows the threads as they are in the daemon.
function M.reload()
  list.read('thread/list', { includeDeleted = with_deleted, includeEdits = with_edits }, M.SHOWN, function(err, entries)
    if not is_shown() then
      return
    elseif err then
      return notice.error(err)
    end
    found = entries
    render()
  end)
end

local function here()
  return shown[vim.api.nvim_win_get_cursor(0)[1] - HEADER]
end

---A function that acts on the thread under the cursor.
local function on_thread(action)
  return function()
    local thread = here()
    if thread then
      action(thread)
    end
  end
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
      render()
      vim.cmd('redraw')
    end,
  })
  local ok, given = pcall(vim.fn.input, { prompt = 'Filter: ', default = filter, cancelreturn = vim.NIL })
  vim.api.nvim_del_augroup_by_id(group)
  filter = ok and type(given) == 'string' and given or before
  render()
end

local function delete(thread)
  if thread.deletedAt then
    return notice.info('It is deleted already; u brings it back.')
  end
  threads.delete(thread)
end

---Restores the deleted thread under the cursor, else the one deleted last.
local function restore()
  local thread = here()
  threads.restore(thread and thread.deletedAt and thread.id or nil)
end

local function show_or_hide_deleted()
  with_deleted = not with_deleted
  M.reload()
end

local function show_or_hide_edits()
  with_edits = not with_edits
  M.reload()
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

local function attach_keys()
  local function map(key, action, description, waits)
    vim.keymap.set('n', key, action, {
      buffer = buffer, nowait = not waits, silent = true, desc = 'skein: ' .. description,
    })
  end
  map('<CR>', on_thread(function(thread)
    peek.close()
    chats.open(thread.id, nil, { here = true })
  end), 'open')
  map('n', function()
    chats.open(nil, nil, { here = true })
  end, 'begin a new thread')
  map('r', on_thread(threads.rename), 'rename')
  -- A second d belongs to the first, and deletes no other thread.
  map('d', on_thread(delete), 'delete', true)
  map('dd', on_thread(delete), 'delete')
  map('u', restore, 'restore')
  map('v', on_thread(threads.open_version), 'versions')
  map('p', function()
    peek.toggle(here())
    render()
  end, 'preview')
  map('f', read_filter, 'filter')
  map('D', show_or_hide_deleted, 'show or hide deleted')
  map('W', show_or_hide_edits, 'show or hide rewritings')
  map('R', M.reload, 'read again')
  map('q', function()
    peek.close()
    vim.cmd('close')
  end, 'close')
  map('g?', function()
    vim.lsp.util.open_floating_preview(HELP, '', { border = 'rounded', wrap = false })
  end, 'show the keys')
end

---Reads the threads again when they have changed, once for many changes.
local function follow()
  local waiting = false
  events.follow(buffer, {
    changed = function(event)
      if (event.entity == 'thread' or event.entity == 'message') and not waiting then
        waiting = true
        vim.defer_fn(function()
          waiting = false
          if is_shown() then
            M.reload()
          end
        end, GATHER_MS)
      end
    end,
    resumed = M.reload,
  })
end

---Makes a loaded buffer the list of threads.
function M.attach(loaded)
  buffer = loaded
  local options = vim.bo[buffer]
  options.buftype, options.bufhidden, options.swapfile = 'nofile', 'hide', false
  options.undolevels = -1
  options.filetype = 'skein-threads'
  options.modifiable = false
  attach_keys()
  follow()
  local group = vim.api.nvim_create_augroup('skein.threads', {})
  vim.api.nvim_create_autocmd('BufUnload', {
    group = group,
    buffer = buffer,
    callback = function()
      events.leave(loaded)
    end,
  })
  vim.api.nvim_create_autocmd('VimResized', {
    group = group,
    callback = function()
      if is_shown() then
        render()
      end
    end,
  })
  vim.api.nvim_create_autocmd('CursorMoved', {
    group = group,
    buffer = buffer,
    callback = function()
      peek.follow(here())
    end,
  })
  M.reload()
end

---Attaches a buffer that a session has restored.
function M.reattach(loaded)
  if loaded ~= buffer or not is_shown() then
    M.attach(loaded)
  end
end

---Opens the list of threads.
function M.open()
  local number = vim.fn.bufadd(M.NAME)
  local window = vim.fn.bufwinid(number)
  if window ~= -1 then
    return vim.api.nvim_set_current_win(window)
  end
  -- The lines are as wide as the screen.
  vim.cmd(config.values.window or 'botright split')
  vim.api.nvim_win_set_buf(0, number)
  vim.cmd('setlocal nowrap nonumber norelativenumber cursorline')
end

return M
