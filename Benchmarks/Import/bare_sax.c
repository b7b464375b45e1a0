/* The floor for reading ownership XML: libxml2's SAX parser with handlers that do nothing, on the members of a tar file.

   bare_sax TAR ROUNDS    prints the least processor seconds of a round, documents and bytes, parted by tabs

   The tar is read into memory first and each document is handed over whole; one parser context a document, as
   xmlSAXUserParseMemory makes it. */
#include <fcntl.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { BLOCK = 512 };

static void start(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
                  const xmlChar **namespace_list, int attributes, int defaulted, const xmlChar **attribute_list) {}
static void end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {}
static void characters(void *user, const xmlChar *text, int length) {}

static double processor_seconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time.tv_sec + time.tv_nsec * 1e-9;
}

int main(int count, char **arguments) {
    if (count != 3) return fprintf(stderr, "usage: bare_sax TAR ROUNDS\n"), 64;
    int file = open(arguments[1], O_RDONLY);
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0) return perror(arguments[1]), 66;
    size_t size = status.st_size, filled = 0;
    char *tar = malloc(size + 1);
    for (ssize_t got; filled < size && (got = read(file, tar + filled, size - filled)) > 0;) filled += got;
    if (!tar || filled != size) return fprintf(stderr, "%s cannot be read whole\n", arguments[1]), 74;

    xmlSAXHandler handlers;
    memset(&handlers, 0, sizeof handlers);
    handlers.initialized = XML_SAX2_MAGIC;
    handlers.startElementNs = start;
    handlers.endElementNs = end;
    handlers.characters = handlers.ignorableWhitespace = characters;
    xmlInitParser();

    double least = 1e30;
    size_t documents = 0, bytes = 0;
    for (int round = atoi(arguments[2]); round > 0; round--) {
        documents = bytes = 0;
        double before = processor_seconds();
        for (size_t place = 0; place + BLOCK <= size && tar[place];) {
            size_t length = strtoul(tar + place + 124, NULL, 8);
            char kind = tar[place + 156];
            if ((kind == '0' || kind == 0) && length > 0 && place + BLOCK + length <= size) {
                if (xmlSAXUserParseMemory(&handlers, NULL, tar + place + BLOCK, (int)length) != 0) {
                    return fprintf(stderr, "not well-formed: %.100s\n", tar + place), 65;
                }
                documents++;
                bytes += length;
            }
            place += BLOCK + (length + BLOCK - 1) / BLOCK * BLOCK;
        }
        double seconds = processor_seconds() - before;
        if (seconds < least) least = seconds;
    }
    printf("%.6f\t%zu\t%zu\n", least, documents, bytes);
    return 0;
}
