internal import CLibArchive

/// Archives and packed files made for a test, in memory.
package struct TestArchive {
    /// What holds the members.
    package enum Format: CaseIterable, Sendable {
        case tar, zip
        /// One packed file that is no archive.
        case single
    }

    /// How the whole is packed.
    package enum Packing: CaseIterable, Sendable {
        case none, gzip, xz, compress, bzip2, zstd
    }

    /// A file, or something that is none.
    package struct Member: Sendable {
        var name: String
        var bytes: [UInt8]
        var kind: Kind

        enum Kind: Sendable {
            case file, folder, link(String), hardLink(String), pipe
        }

        /// A file.
        package static func file(_ name: String, _ bytes: [UInt8]) -> Self {
            Self(name: name, bytes: bytes, kind: .file)
        }
        /// A file of text.
        package static func file(_ name: String, _ text: String) -> Self { file(name, Array(text.utf8)) }
        /// A folder.
        package static func folder(_ name: String) -> Self { Self(name: name, bytes: [], kind: .folder) }
        /// A symbolic link.
        package static func link(_ name: String, to target: String) -> Self {
            Self(name: name, bytes: [], kind: .link(target))
        }
        /// A hard link to a member before it.
        package static func hardLink(_ name: String, to target: String) -> Self {
            Self(name: name, bytes: [], kind: .hardLink(target))
        }
        /// A named pipe.
        package static func pipe(_ name: String) -> Self { Self(name: name, bytes: [], kind: .pipe) }
    }

    /// The bytes of an archive.
    ///
    /// - Parameters:
    ///   - members: in order.
    ///   - format: what holds them.
    ///   - packing: how the whole is packed.
    /// - Returns: the archive; empty when libarchive refuses.
    package static func bytes(
        _ members: [Member], _ format: Format = .tar, _ packing: Packing = .none
    ) -> [UInt8] {
        // Safe throughout: the archive and each entry are freed where they were made; the buffer outlives both.
        guard let archive = unsafe archive_write_new() else { return [] }
        defer { unsafe _ = archive_write_free(archive) }
        switch format {
        case .tar: unsafe archive_write_set_format_pax_restricted(archive)
        case .zip: unsafe archive_write_set_format_zip(archive)
        case .single: unsafe archive_write_set_format_raw(archive)
        }
        switch packing {
        case .none: unsafe archive_write_add_filter_none(archive)
        case .gzip: unsafe archive_write_add_filter_gzip(archive)
        case .xz: unsafe archive_write_add_filter_xz(archive)
        case .compress: unsafe archive_write_add_filter_compress(archive)
        case .bzip2: unsafe archive_write_add_filter_bzip2(archive)
        case .zstd: unsafe archive_write_add_filter_zstd(archive)
        }
        if format == .single { unsafe archive_write_set_bytes_in_last_block(archive, 1) }
        let capacity = members.reduce(1 << 20) { $0 + $1.bytes.count + 4_096 }
        return unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            count = 0
            guard unsafe archive_write_open_memory(archive, buffer.baseAddress, buffer.count, &count) == ARCHIVE_OK
            else { return }
            for member in members { unsafe write(member, to: archive) }
            unsafe archive_write_close(archive)
        }
    }

    private static func write(_ member: Member, to archive: OpaquePointer) {
        guard let entry = unsafe archive_entry_new() else { return }
        defer { unsafe archive_entry_free(entry) }
        unsafe archive_entry_set_pathname(entry, member.name)
        unsafe archive_entry_set_perm(entry, 0o644)
        unsafe archive_entry_set_mtime(entry, 1_700_000_000, 0)
        unsafe archive_entry_set_size(entry, Int64(member.bytes.count))
        switch member.kind {
        case .file: unsafe archive_entry_set_filetype(entry, UInt32(S_IFREG))
        case .folder: unsafe archive_entry_set_filetype(entry, UInt32(S_IFDIR))
        case .pipe: unsafe archive_entry_set_filetype(entry, UInt32(S_IFIFO))
        case .link(let target):
            unsafe archive_entry_set_filetype(entry, UInt32(S_IFLNK))
            unsafe archive_entry_set_symlink(entry, target)
        case .hardLink(let target):
            unsafe archive_entry_set_filetype(entry, UInt32(S_IFREG))
            unsafe archive_entry_set_hardlink(entry, target)
        }
        guard unsafe archive_write_header(archive, entry) >= ARCHIVE_WARN else { return }
        unsafe _ = archive_write_data(archive, member.bytes, member.bytes.count)
    }
}
