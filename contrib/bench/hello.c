// The least a program can do that says something: what `skein call ping` is measured against.

#include <stdio.h>

int main(void) { return puts("{}") == EOF; }
