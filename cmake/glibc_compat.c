/*
 * Functions of the C library that a libpg_query archive built on glibc 2.38 or newer needs, for
 * systems with an older glibc. FindPgQuery.cmake compiles only those that are missing.
 */
#include <stdlib.h>
#include <string.h>

#ifndef PGLINT_HAVE_STRLCPY
size_t strlcpy(char *target, const char *source, size_t size);

/* Copies at most size - 1 bytes, always terminates, returns the length of the source. */
size_t strlcpy(char *target, const char *source, size_t size)
{
	size_t length = strlen(source);

	if (size > 0)
	{
		size_t copied = length < size ? length : size - 1;

		memcpy(target, source, copied);
		target[copied] = '\0';
	}
	return length;
}
#endif

#ifndef PGLINT_HAVE_ISOC23_STRTOUL
unsigned long __isoc23_strtoul(const char *text, char **end, int base);

/* C23's strtoul also reads 0b101 in bases 0 and 2; libpg_query reads decimal and hexadecimal numbers only. */
unsigned long __isoc23_strtoul(const char *text, char **end, int base)
{
	return strtoul(text, end, base);
}
#endif
