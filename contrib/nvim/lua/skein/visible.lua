---Replaces characters in the text of models, providers and other clients that a screen would not
---show as they are: control characters, line and paragraph separators, characters that change the
---direction of text, and invisible ones become U+FFFD.
local M = {}

local REPLACEMENT = '\239\191\189'

---Lua patterns over UTF-8; a character's number for each; and their first bytes, by which most
---texts are known to contain none.
local hidden = {
  { '[%z\1-\8\11-\31\127]', 0x1B },
  { '\194[\128-\159]', 0x9B, '\194' },
  { '\194\173', 0xAD, '\194\173' },
  { '\216\156', 0x61C, '\216\156' },
  { '\225\133[\159\160]', 0x115F, '\225\133' },
  { '\225\160\142', 0x180E, '\225\160\142' },
  { '\226\128[\139\142\143]', 0x200B, '\226\128' },
  { '\226\128\168', 0x2028, '\226\128\168' },
  { '\226\128\169', 0x2029, '\226\128\169' },
  { '\226\128[\170-\174]', 0x202A, '\226\128' },
  { '\226\129[\160-\175]', 0x2060, '\226\129' },
  { '\227\133\164', 0x3164, '\227\133\164' },
  { '\239\187\191', 0xFEFF, '\239\187\191' },
  { '\239\190\160', 0xFFA0, '\239\190\160' },
  { '\239\191[\176-\184]', 0xFFF0, '\239\191' },
  { '\239\191[\185-\187]', 0xFFF9, '\239\191' },
  { '\240\155\178[\160-\163]', 0x1BCA0, '\240\155\178' },
  { '\240\157\133[\179-\186]', 0x1D173, '\240\157\133' },
  { '\243\160[\128-\131][\128-\191]', 0xE0000, '\243\160' },
  { '\243\160\135[\176-\191]', 0xE01F0, '\243\160' },
  { '\243\160[\136-\191][\128-\191]', 0xE0200, '\243\160' },
}

---Those that Neovim does not show as <202e> or ^[.
local unshown = vim.tbl_filter(function(each)
  local character = vim.fn.nr2char(each[2])
  return vim.fn.strtrans(character) == character
end, hidden)

local function without(text, patterns)
  for _, each in ipairs(patterns) do
    if not each[3] or text:find(each[3], 1, true) then
      text = text:gsub(each[1], REPLACEMENT)
    end
  end
  return text
end

---Whether a joiner has something to join at this neighbour: a letter, or a part of an emoji.
local function joins(neighbour)
  if neighbour:find('^%a') then
    return true
  end
  local number = neighbour ~= '' and vim.fn.char2nr(neighbour) or 0
  local is_punctuation = number >= 0x2000 and number <= 0x206F or number >= 0x3000 and number <= 0x303F
  return number >= 0xC0 and not is_punctuation and neighbour ~= REPLACEMENT
end

---The text for messages, menus, notes and status lines.
function M.text(text)
  text = without(text, hidden)
  if not text:find('\226\128', 1, true) then
    return text
  end
  return (text:gsub('()\226\128[\140\141]()', function(first, after)
    local before = text:sub(math.max(1, first - 4), first - 1):match('[%z\1-\127\194-\244][\128-\191]*$') or ''
    local next = text:sub(after, after + 3):match('^[%z\1-\127\194-\244][\128-\191]*') or ''
    return not (joins(before) and joins(next)) and REPLACEMENT or nil
  end))
end

---The text for buffers, where it may be copied and edited: characters that Neovim shows itself are
---kept, and lines end as in the buffer.
function M.in_buffer(text)
  return without(text:gsub('\r\n', '\n'), unshown)
end

---The lines of a text for a buffer.
function M.lines(text)
  return vim.split(M.in_buffer(text), '\n', { plain = true })
end

---Calls a function that asks the user. Leaving the question with <C-c>, or with q at the prompt for
---more, chooses nothing; Neovim raises an error then.
local function ask(act)
  local ok, err = pcall(act)
  if not ok and not tostring(err):find('Keyboard interrupt', 1, true) then
    error(err, 0)
  end
end

---`vim.ui.select` with its prompt and items cleaned in this way.
function M.select(items, options, callback)
  local format = options.format_item or tostring
  local shown = vim.tbl_extend('force', options, {
    prompt = M.text(options.prompt),
    format_item = function(item)
      return M.text(format(item))
    end,
  })
  ask(function()
    vim.ui.select(items, shown, callback)
  end)
end

---`vim.ui.input` with its prompt and text cleaned in this way.
function M.input(options, callback)
  local shown = { prompt = M.text(options.prompt), default = options.default and M.in_buffer(options.default) }
  ask(function()
    vim.ui.input(shown, callback)
  end)
end

return M
