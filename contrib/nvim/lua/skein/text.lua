---Pure functions on text: UTF-8, lines, fences, durations.
local M = {}

local REPLACEMENT = '\239\191\189'

---How many bytes the character at `index` has; nil where there is no well-formed one.
local function character_length(text, index)
  local first, second, third, fourth = text:byte(index, index + 3)
  local function continues(byte)
    return byte and byte >= 0x80 and byte <= 0xBF
  end
  if first < 0x80 then
    return 1
  elseif first >= 0xC2 and first <= 0xDF then
    return continues(second) and 2 or nil
  elseif first >= 0xE0 and first <= 0xEF then
    local low, high = 0x80, 0xBF
    if first == 0xE0 then
      low = 0xA0
    elseif first == 0xED then
      high = 0x9F
    end
    return second and second >= low and second <= high and continues(third) and 3 or nil
  elseif first >= 0xF0 and first <= 0xF4 then
    local low, high = 0x80, 0xBF
    if first == 0xF0 then
      low = 0x90
    elseif first == 0xF4 then
      high = 0x8F
    end
    return second and second >= low and second <= high and continues(third) and continues(fourth) and 4 or nil
  end
end

---The text with U+FFFD in place of each byte that is not UTF-8, and the number of such bytes.
function M.well_formed(text)
  if not text:find('[\128-\255]') then
    return text, 0
  end
  local pieces, replaced, from, index = {}, 0, 1, 1
  while true do
    index = text:find('[\128-\255]', index)
    if not index then
      break
    end
    local length = character_length(text, index)
    if length then
      index = index + length
    else
      pieces[#pieces + 1] = text:sub(from, index - 1)
      pieces[#pieces + 1] = REPLACEMENT
      replaced = replaced + 1
      index = index + 1
      from = index
    end
  end
  if replaced == 0 then
    return text, 0
  end
  pieces[#pieces + 1] = text:sub(from)
  return table.concat(pieces), replaced
end

---The lines of a text. Text of the daemon contains no NUL.
function M.lines(text)
  return vim.split(text, '\n', { plain = true })
end

---The text of a buffer's lines. A NUL, which a line may contain but no message, becomes U+FFFD.
function M.joined(lines)
  local result = {}
  for index, line in ipairs(lines) do
    result[index] = line:gsub('[%z\n]', REPLACEMENT)
  end
  return table.concat(result, '\n')
end

---The text without empty lines at its beginning and white space at its end.
function M.trimmed(text)
  return (text:gsub('^[ \t]*\n', ''):gsub('^%s*\n', ''):gsub('%s+$', ''))
end

---A fenced block whose fence is longer than any in the text.
function M.fenced(text, language)
  local longest = 2
  for run in text:gmatch('`+') do
    longest = math.max(longest, #run)
  end
  local fence = ('`'):rep(longest + 1)
  return ('%s%s\n%s\n%s'):format(fence, language or '', text, fence)
end

---The inside of the fence, when the whole text is one fenced block; otherwise the text.
function M.unfenced(text)
  local trimmed = text:gsub('^%s*\n', ''):gsub('%s+$', '')
  local fence, body = trimmed:match('^(```+)[^\n`]*\n(.*)$')
  if not fence then
    return text
  end
  if body == fence then
    return ''
  end
  local inside = body:sub(-#fence - 1) == '\n' .. fence and body:sub(1, -#fence - 2)
  if not inside then
    return text
  end
  for line in (inside .. '\n'):gmatch('(.-)\n') do
    local run = line:match('^(`+)%s*$')
    if run and #run >= #fence then
      return text
    end
  end
  return inside
end

---The inside of the only fenced block of a text; otherwise the text.
local function only_block(text)
  local inside, fence, is_closed
  for line in (text .. '\n'):gmatch('(.-)\n') do
    local run = line:match('^(```+)') or line:match('^(~~~+)')
    if not fence and run then
      fence, inside = run, {}
    elseif fence and not is_closed and line:gsub('%s+$', '') == fence then
      is_closed = true
    elseif is_closed and run then
      return text
    elseif fence and not is_closed then
      inside[#inside + 1] = line
    end
  end
  return is_closed and table.concat(inside, '\n') or text
end

---The file types whose text is prose: a code block belongs to it.
local prose = {
  [''] = true, asciidoc = true, gitcommit = true, help = true, html = true, mail = true, markdown = true,
  org = true, rst = true, skein = true, tex = true, text = true, vimwiki = true,
}

---The text that an answer puts in the place of another in a buffer: a fence that the other has stays,
---and in place of code a single block is the answer, whatever is written around it.
function M.in_place_of(original, answer, buffer)
  if original:find('^%s*```') or original:find('^%s*~~~') then
    return answer
  end
  local inside = M.unfenced(answer)
  if inside ~= answer or not vim.api.nvim_buf_is_loaded(buffer) or prose[vim.bo[buffer].filetype] then
    return inside
  end
  return only_block(answer)
end

---The text that has arrived so far, without the line of a fence at its beginning.
function M.opened(text)
  local inside = text:match('^%s*```+[^\n`]*\n(.*)$')
  return inside or not text:find('^%s*`') and text or ''
end

---The beginning of the text on one line of at most `limit` columns, with … where it was cut. Only
---columns of the text itself are counted: `strdisplaywidth` would add those of line breaks in the
---window.
function M.shortened(text, limit)
  local line = text:gsub('%s+', ' ')
  if #line <= limit or vim.fn.strwidth(line) <= limit then
    return line
  end
  local kept = vim.fn.strcharpart(line, 0, limit - 1)
  while vim.fn.strwidth(kept) > limit - 1 do
    kept = vim.fn.strcharpart(kept, 0, vim.fn.strchars(kept) - 1)
  end
  return kept .. '…'
end

---A word in pieces of at most this many columns.
local function broken(word, columns)
  local pieces = {}
  while vim.fn.strwidth(word) > columns do
    local count = math.min(columns, vim.fn.strchars(word))
    while count > 1 and vim.fn.strwidth(vim.fn.strcharpart(word, 0, count)) > columns do
      count = count - 1
    end
    pieces[#pieces + 1] = vim.fn.strcharpart(word, 0, count)
    word = vim.fn.strcharpart(word, count)
  end
  pieces[#pieces + 1] = word
  return pieces
end

---The text in lines of at most this many columns, broken between words where possible.
function M.wrapped(text, columns)
  columns = math.max(columns, 10)
  local lines = {}
  for _, paragraph in ipairs(vim.split(text, '\n', { plain = true })) do
    local line = ''
    for word in paragraph:gmatch('%S+') do
      for _, piece in ipairs(broken(word, columns)) do
        local longer = line == '' and piece or line .. ' ' .. piece
        if vim.fn.strwidth(longer) > columns then
          lines[#lines + 1], line = line, piece
        else
          line = longer
        end
      end
    end
    lines[#lines + 1] = line
  end
  return lines
end

---The end of the text, on one line of at most `limit` characters.
function M.ending(text, limit)
  local line = text:sub(-limit * 4)
  line = M.well_formed(line):gsub('^' .. REPLACEMENT .. '+', ''):gsub('%s+', ' ')
  local length = vim.fn.strchars(line)
  return length <= limit and line or '…' .. vim.fn.strcharpart(line, length - limit + 1)
end

---A number of tokens, in few digits: "850", "1.2k", "34k".
function M.amount(count)
  if count < 1000 then
    return tostring(count)
  elseif count < 9950 then
    return (('%.1fk'):format(count / 1000):gsub('%.0k', 'k'))
  end
  return ('%dk'):format(math.floor(count / 1000 + 0.5))
end

---The seconds since 1970 of one of the daemon's times.
function M.seconds(at)
  local year, month, day, hour, minute, second = at:match('^(%d+)-(%d+)-(%d+)T(%d+):(%d+):(%d+)')
  if not year then
    return nil
  end
  year, month = tonumber(year), tonumber(month)
  -- Days since 1970-01-01, with years that begin in March.
  local y = month <= 2 and year - 1 or year
  local era = math.floor(y / 400)
  local of_era = y - era * 400
  local of_year = math.floor((153 * ((month + 9) % 12) + 2) / 5) + tonumber(day) - 1
  local days = era * 146097 + of_era * 365 + math.floor(of_era / 4) - math.floor(of_era / 100) + of_year - 719468
  return ((days * 24 + tonumber(hour)) * 60 + tonumber(minute)) * 60 + tonumber(second)
end

---The local time of one of the daemon's times: "18:04" today, else with the date.
function M.clock(at)
  local seconds = M.seconds(at)
  if not seconds then
    return ''
  end
  local today = os.date('%Y-%m-%d') == os.date('%Y-%m-%d', seconds)
  return os.date(today and '%H:%M' or '%Y-%m-%d %H:%M', seconds)
end

---The age of one of the daemon's times, for people: "now", "5 min ago", "3 days ago".
function M.age(at, now)
  local seconds = at and M.seconds(at)
  if not seconds then
    return ''
  end
  local passed = math.max(0, (now or os.time()) - seconds)
  if passed < 60 then
    return 'now'
  elseif passed < 3600 then
    return math.floor(passed / 60) .. ' min ago'
  elseif passed < 86400 then
    return math.floor(passed / 3600) .. ' h ago'
  elseif passed < 2 * 86400 then
    return 'yesterday'
  elseif passed < 30 * 86400 then
    return math.floor(passed / 86400) .. ' days ago'
  end
  return at:sub(1, 10)
end

return M
