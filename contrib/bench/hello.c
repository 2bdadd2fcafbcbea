// The smallest program that prints something: `skein call ping` is compared with it.

#include <stdio.h>

int main(void) { return puts("{}") == EOF; }
