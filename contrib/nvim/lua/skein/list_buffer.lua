---A list of the daemon in a buffer of its own: a heading, then one entry a line. It is read again when
---an entry has changed anywhere, and its keys act on the entry under the cursor.
---
---What a list shows is described by a table:
---  name                     the buffer's name
---  filetype                 the buffer's file type; its namespaces are named after it
---  hint                     the note beside the heading
---  method, params()         what is called to read the entries
---  entities                 the kinds of things whose changes make it read again, as a set
---  passes(entry)            whether an entry is shown; without it all are
---  page(columns)            {heading, lines, marks, empty, more}: a line and the options of a mark for
---                           each of `list.entries`, the words for no entries, and those for `list.rest`
---  keys                     {key, action, description}, and `waits` for a key that others begin with
---  help                     the lines that `g?` shows
---  left()                   is called when the window is closed by its key
---  attached()               is called when a buffer became the list
local config = require('skein.config')
local events = require('skein.events')
local list = require('skein.list')
local notice = require('skein.notice')

local M = {}

---The most entries that are read.
M.SHOWN = 1000
local GATHER_MS = 100
local HEADER = 2 -- The heading and an empty line stand above the entries.

local List = {}
List.__index = List

---Makes a list; `attach` gives it a buffer.
function M.new(kind)
  return setmetatable({
    kind = kind,
    namespace = vim.api.nvim_create_namespace(kind.filetype),
    buffer = nil,
    found = {}, -- all entries that were read
    entries = {}, -- those that are shown, by line below the heading
    rest = false, -- whether there are more than were read
  }, List)
end

function List:is_shown()
  return self.buffer and vim.api.nvim_buf_is_loaded(self.buffer)
end

---The entry under the cursor.
function List:here()
  return self.entries[vim.api.nvim_win_get_cursor(0)[1] - HEADER]
end

---A function that acts on the entry under the cursor, if there is one.
function List:on_entry(action)
  return function()
    local entry = self:here()
    if entry then
      action(entry)
    end
  end
end

---Shows what was read.
function List:render()
  local window = vim.fn.bufwinid(self.buffer)
  local was_empty = #self.entries == 0
  self.entries = self.kind.passes and vim.tbl_filter(self.kind.passes, self.found) or self.found
  local page = self.kind.page(window ~= -1 and vim.api.nvim_win_get_width(window) or vim.o.columns)
  local lines = vim.list_extend({ page.heading, '' }, page.lines)
  lines[#lines + 1] = #self.entries == 0 and page.empty or self.rest and page.more or nil
  local options = vim.bo[self.buffer]
  options.modifiable = true
  vim.api.nvim_buf_clear_namespace(self.buffer, self.namespace, 0, -1)
  vim.api.nvim_buf_set_lines(self.buffer, 0, -1, false, lines)
  options.modifiable = false
  vim.api.nvim_buf_set_extmark(self.buffer, self.namespace, 0, 0, {
    end_col = #page.heading, hl_group = 'SkeinUser', virt_text = { { self.kind.hint, 'SkeinNote' } },
  })
  for index, mark in ipairs(page.marks) do
    vim.api.nvim_buf_set_extmark(self.buffer, self.namespace, HEADER + index - 1, 0, mark)
  end
  -- The cursor begins on an entry, so that the keys have one to act on.
  if was_empty and #self.entries > 0 and window ~= -1 and vim.api.nvim_win_get_cursor(window)[1] <= HEADER then
    vim.api.nvim_win_set_cursor(window, { HEADER + 1, 0 })
  end
end

---Shows the entries as they are in the daemon.
function List:reload()
  list.read(self.kind.method, self.kind.params(), M.SHOWN, function(err, found, rest)
    if not self:is_shown() then
      return
    elseif err then
      return notice.error(err)
    end
    self.found, self.rest = found, rest
    self:render()
  end)
end

---Reads the entries again when they have changed, once for many changes.
function List:follow()
  local waiting = false
  events.follow(self.buffer, {
    changed = function(event)
      if not self.kind.entities[event.entity] or waiting then
        return
      end
      waiting = true
      vim.defer_fn(function()
        waiting = false
        if self:is_shown() then
          self:reload()
        end
      end, GATHER_MS)
    end,
    resumed = function()
      self:reload()
    end,
  })
end

local function attach_keys(self)
  local function map(key, action, description, waits)
    vim.keymap.set('n', key, action, {
      buffer = self.buffer, nowait = not waits, silent = true, desc = 'skein: ' .. description,
    })
  end
  for _, each in ipairs(self.kind.keys) do
    map(each[1], each[2], each[3], each.waits)
  end
  map('R', function()
    self:reload()
  end, 'read again')
  map('q', function()
    if self.kind.left then
      self.kind.left()
    end
    vim.cmd('close')
  end, 'close')
  map('g?', function()
    vim.lsp.util.open_floating_preview(self.kind.help, '', { border = 'rounded', wrap = false })
  end, 'show the keys')
end

---Makes a loaded buffer the list.
function List:attach(loaded)
  self.buffer, self.entries = loaded, {}
  local options = vim.bo[loaded]
  options.buftype, options.bufhidden, options.swapfile = 'nofile', 'hide', false
  options.undolevels = -1
  options.filetype = self.kind.filetype
  options.modifiable = false
  attach_keys(self)
  self:follow()
  self.group = vim.api.nvim_create_augroup(self.kind.filetype, {})
  vim.api.nvim_create_autocmd('BufUnload', {
    group = self.group,
    buffer = loaded,
    callback = function()
      events.leave(loaded)
    end,
  })
  if self.kind.attached then
    self.kind.attached()
  end
  self:reload()
end

---Attaches a buffer that a session has restored.
function List:reattach(loaded)
  if loaded ~= self.buffer or not self:is_shown() then
    self:attach(loaded)
  end
end

---Shows the list in a window, opened by `command` if there is none; returns whether it was opened.
function List:open(command)
  local number = vim.fn.bufadd(self.kind.name)
  local window = vim.fn.bufwinid(number)
  if window ~= -1 then
    vim.api.nvim_set_current_win(window)
    return false
  end
  vim.cmd(command or config.window())
  vim.api.nvim_win_set_buf(0, number)
  return true
end

return M
