std = 'luajit'
globals = { 'vim' }
max_line_length = 130
files['tests'] = { globals = { 'expect', 'expect_part', 'daemon' } }
