---A proposal in its buffer: removed lines are highlighted, added ones stand below them as virtual
---lines, and a line below all names the keys.
local hunks = require('skein.proposal.hunks')
local text = require('skein.text')
local visible = require('skein.visible')

local M = {}

M.namespace = vim.api.nvim_create_namespace('skein.proposal')

---The most lines of one hunk that are shown; the others are counted.
M.LINES = 200

local function columns(buffer)
  local window = vim.fn.win_findbuf(buffer)[1]
  return window and vim.api.nvim_win_get_width(window) - (vim.fn.getwininfo(window)[1].textoff or 0) or vim.o.columns
end

---A line in pieces that fit the window: virtual lines do not wrap.
local function pieces_of(line, room, tabs)
  line = visible.text((line:gsub('\t', (' '):rep(tabs))))
  local pieces = {}
  while vim.fn.strwidth(line) > room and #pieces < M.LINES do
    local count = room
    while count > 1 and vim.fn.strwidth(vim.fn.strcharpart(line, 0, count)) > room do
      count = count - 1
    end
    pieces[#pieces + 1] = vim.fn.strcharpart(line, 0, count)
    line = vim.fn.strcharpart(line, count)
  end
  pieces[#pieces + 1] = line
  return pieces
end

local function virtual(lines, buffer)
  local room, tabs, shown = math.max(columns(buffer), 10), vim.bo[buffer].tabstop, {}
  for _, line in ipairs(lines) do
    for _, piece in ipairs(pieces_of(line, room, tabs)) do
      if #shown == M.LINES then
        shown[#shown + 1] = { { ('… %d lines in all'):format(#lines), 'SkeinNote' } }
        return shown
      end
      shown[#shown + 1] = { { piece == '' and ' ' or piece, 'SkeinAdded' } }
    end
  end
  return shown
end

---Lines above the first one of a window are only seen when there is room for them.
local function make_room(buffer, count)
  for _, window in ipairs(vim.fn.win_findbuf(buffer)) do
    vim.api.nvim_win_call(window, function()
      if vim.fn.line('w0') == 1 then
        vim.fn.winrestview { topline = 1, topfill = count }
      end
    end)
  end
end

local function mark(proposal, row, options)
  options.strict = false
  table.insert(proposal.shown, vim.api.nvim_buf_set_extmark(proposal.buffer, M.namespace, row, 0, options))
end

---Highlights what a hunk removes, and adds what it adds to the lines below rows; those above the first
---row of the buffer are shown at once.
local function show_hunk(proposal, top, hunk, new, below)
  local first, last = hunks.rows(hunk)
  if last > first then
    mark(proposal, top + first, { end_row = top + last, end_col = 0, hl_group = 'SkeinRemoved', hl_eol = true })
  end
  local added = virtual(hunks.added(hunk, new), proposal.buffer)
  if #added > 0 and top + last == 0 then
    mark(proposal, 0, { virt_lines = added, virt_lines_above = true })
    make_room(proposal.buffer, #added)
  elseif #added > 0 then
    below[top + last - 1] = added
  end
end

local function note_lines(proposal, note)
  return vim.tbl_map(function(line)
    return { { line, 'SkeinNote' } }
  end, text.wrapped(visible.text(note), columns(proposal.buffer)))
end

---Shows the lines below each row. What stands below one row is one mark: Neovims differ in the order of
---several.
local function show_below(proposal, below)
  for row, lines in pairs(below) do
    mark(proposal, math.max(row, 0), { virt_lines = lines })
  end
end

---Shows the hunks of a proposal whose text begins at row `first` and ends before row `last`, and a note.
function M.show(proposal, first, last, found, new, note)
  M.clear(proposal)
  proposal.shown = {}
  local below = {}
  for _, hunk in ipairs(found) do
    show_hunk(proposal, first, hunk, new, below)
  end
  below[last - 1] = vim.list_extend(below[last - 1] or {}, note_lines(proposal, note))
  show_below(proposal, below)
end

---Shows only the end of a long text that arrives, and a note.
function M.show_end(proposal, last, lines, note)
  M.clear(proposal)
  proposal.shown = {}
  show_below(proposal, { [last - 1] = vim.list_extend(virtual(lines, proposal.buffer), note_lines(proposal, note)) })
end

---Removes what is shown of a proposal.
function M.clear(proposal)
  if vim.api.nvim_buf_is_loaded(proposal.buffer) then
    for _, each in ipairs(proposal.shown or {}) do
      vim.api.nvim_buf_del_extmark(proposal.buffer, M.namespace, each)
    end
  end
  proposal.shown = nil
end

return M
